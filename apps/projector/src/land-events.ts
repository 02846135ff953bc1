/**
 * Lands a batch and finds the lines that ClickHouse will never take: a rejected batch is halved until the line is alone,
 * so that one poison event never blocks the rest.
 */
import { WarehouseError } from '@plumbline/warehouse';
import type { DeadRecord, LandableEvent } from './decode-batch';

export interface Landed {
  readonly landed: readonly LandableEvent[];
  readonly dead: readonly DeadRecord[];
}

/** @param land stores lines all or none; rejects with a `rejected` WarehouseError where a line cannot be read */
export async function landEvents(
  events: readonly LandableEvent[],
  land: (lines: readonly Uint8Array[]) => Promise<void>,
): Promise<Landed> {
  try {
    await land(events.map(({ line }) => line));
    return { landed: events, dead: [] };
  } catch (error) {
    if (!(error instanceof WarehouseError) || !error.rejected) throw error;
    const [only, ...others] = events;
    if (only && others.length === 0) {
      return { landed: [], dead: [{ record: only.original, reason: 'rejected_by_warehouse', message: error.message }] };
    }
    const middle = Math.ceil(events.length / 2);
    const first = await landEvents(events.slice(0, middle), land);
    const second = await landEvents(events.slice(middle), land);
    return { landed: [...first.landed, ...second.landed], dead: [...first.dead, ...second.dead] };
  }
}
