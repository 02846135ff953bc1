/** Until when the past is settled: nothing that was taken by then is still to come, neither into the log nor into the warehouse. */
import type { PartitionEnds } from '@plumbline/event-log';
import type { ProjectorReport } from '@plumbline/warehouse';
import { PROJECTOR_GROUP } from '../../projector/src/projector';

/** How long a gateway in another process may be sending what it stamped: the send time-out of the Kafka adapter. */
export const SEND_TIMEOUT_MS = 30_000;
/** By how much a projector's word of what it works on may be out of date (libs/warehouse, projectors). */
const REPORT_AGE_MS = 15_000;

/**
 * The youngest settled instant, in milliseconds since 1970; undefined where nobody knows, since projectors are only starting.
 * Asked in this order: what was sent by then is in the log; what was in the log by then is projected, or lags by so much.
 *
 * @param ends of the topic of events
 * @param sentByMs until when all that was stamped is in the log
 */
export async function settledMs(
  ends: () => Promise<readonly PartitionEnds[]>,
  projectors: () => Promise<readonly Pick<ProjectorReport, 'state' | 'freshnessSeconds'>[]>,
  sentByMs: () => number,
): Promise<number | undefined> {
  const sentBy = sentByMs();
  const ofEvents = await ends();
  if (ofEvents.every(({ high, low, committed }) => (committed[PROJECTOR_GROUP] ?? low) >= high)) return sentBy;
  const running = (await projectors()).filter(({ state }) => state === 'running' || state === 'waiting');
  if (running.length === 0) return undefined;
  const oldestInWorkMs = Date.now() - 1000 * Math.max(...running.map(({ freshnessSeconds }) => freshnessSeconds));
  return Math.min(sentBy, oldestInWorkMs - REPORT_AGE_MS - SEND_TIMEOUT_MS);
}
