/** Cases with an event whose time had not come when it was landed: they are to be folded again when it has. */
import type { WarehouseClient } from './client';

export interface UnripeCase {
  readonly family: string;
  readonly caseId: string;
  /** When the event occurs, in milliseconds since 1970. */
  readonly timeMs: number;
}

/**
 * Those of events that lay ahead when they were ingested and did so still shortly before the last landing: earlier ones were
 * folded again by the projector that landed what came after them.
 */
export async function readUnripeCases(client: WarehouseClient): Promise<UnripeCase[]> {
  const rows = await client.rows<[string, string, string]>(
    `SELECT family, partitionkey, toUnixTimestamp64Milli(time)
     FROM events
     WHERE time > ingestedat AND time > (SELECT max(ingestedat) FROM events) - INTERVAL 10 MINUTE`,
  );
  return rows.map(([family, caseId, timeMs]) => ({ family, caseId, timeMs: Number(timeMs) }));
}
