/** The oracle's corrections and voids: one case at a time, with plain loops, after events.md 5.3 (1). */
import { inOrder, type OracleEvent } from './history';
import { mergePatch } from './merge-patch';

interface Target {
  readonly source: string;
  readonly id: string;
  readonly type: string;
}

/** The events of a case, corrected; those that were voided say so. Corrections and voids are no events of the case. */
export function corrected(events: readonly OracleEvent[]): OracleEvent[] {
  const voids = events.filter((event) => isOf(event, 'event_voided'));
  const isVoided = (event: OracleEvent): boolean => voids.some((one) => isMeant(event, one));
  const corrections = events
    .filter((event) => isOf(event, 'event_corrected') && !isVoided(event))
    .sort((a, b) => a.recordedMs - b.recordedMs || inOrder({ ...a, timeMs: 0 }, { ...b, timeMs: 0 }));
  return events
    .filter((event) => !isOf(event, 'event_voided') && !isOf(event, 'event_corrected'))
    .map((event) => {
      let { timeMs, data } = event;
      for (const correction of corrections) {
        if (!isMeant(event, correction)) continue;
        const patch = correction.data['patch'] as { time?: string; data?: Record<string, unknown> };
        if (patch.time !== undefined) timeMs = Date.parse(patch.time);
        if (patch.data !== undefined) data = mergePatch(data, patch.data) as OracleEvent['data'];
      }
      return { ...event, timeMs, data, voided: isVoided(event) };
    });
}

function isOf({ type }: OracleEvent, name: string): boolean {
  return type.endsWith(`.${name}`);
}

function isMeant(event: OracleEvent, { data }: OracleEvent): boolean {
  const { source, id, type } = data['target'] as Target;
  return event.source === source && event.id === id && event.type.split('.')[1] === type.split('.')[2];
}
