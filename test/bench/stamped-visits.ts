/** Visits as records of the log: as the gateway would append them. */
import type { NewRecord } from '@plumbline/event-log';
import { visitLines } from './visit-events';

export function stampedVisits(name: string, events: number): NewRecord[] {
  return visitLines(name, events).map((line) => {
    const { type, time, data } = JSON.parse(line) as { type: string; time: string; data: { visit_id: string } };
    return {
      key: data.visit_id,
      value: Buffer.from(`{"ingestedat":"2026-06-30T00:00:00.000Z","partitionkey":"${data.visit_id}",${line.slice(1)}`),
      headers: { ce_type: type },
      timestampMs: Date.parse(time),
    };
  });
}
