/** Reads of reference data: branches and service items as last registered; corrected, by a moment. */
import type { WarehouseClient } from './client';
import { type Moment, presently, referenceParameters } from './moment';
import { withReference } from './with-reference';

export interface BranchRow {
  readonly branch: string;
  readonly name: string;
  readonly region: string;
  readonly peerGroup: string;
}

export async function readBranches(client: WarehouseClient, moment: Moment = presently()): Promise<BranchRow[]> {
  const statement = withReference('SELECT branch, name, region, peer_group FROM branches ORDER BY branch');
  const rows = await readOnce<[string, string, string, string]>(client, statement, moment);
  return rows.map(([branch, name, region, peerGroup]) => ({ branch, name, region, peerGroup }));
}

/** Those of the named branches that some fact bears, registered or not. */
export async function readBranchesWithFacts(client: WarehouseClient, branches: readonly string[]): Promise<string[]> {
  const rows = await client.rows<[string]>(
    "SELECT DISTINCT branch FROM daily WHERE view = 'total' AND branch IN {branches:Array(String)}",
    { branches },
  );
  return rows.map(([branch]) => branch);
}

/** Service line of each service item that the bank defined. */
export async function readServiceLines(
  client: WarehouseClient,
  moment: Moment = presently(),
): Promise<Map<string, string>> {
  const statement = withReference('SELECT service_item, service_line FROM service_items ORDER BY service_item');
  return new Map(await readOnce<[string, string]>(client, statement, moment));
}

/** Answers of an engine, the oldest first, by statement and version. */
const answers = new WeakMap<WarehouseClient, Map<string, readonly (readonly unknown[])[]>>();
const ANSWERS_KEPT = 16;

/**
 * Rows of a statement over reference data alone, which seldom changes: read anew only where the events are others. The engine takes
 * six times as long to understand such a statement as to tell the version of the events.
 */
async function readOnce<Row extends readonly unknown[]>(
  client: WarehouseClient,
  statement: string,
  moment: Moment,
): Promise<readonly Row[]> {
  const kept = answers.get(client) ?? new Map<string, readonly Row[]>();
  answers.set(client, kept);
  const version = await readVersion(client, moment);
  const key = JSON.stringify([statement, version]);
  const known = kept.get(key);
  const rows =
    (known as readonly Row[] | undefined) ?? (await client.rows<Row>(statement, referenceParameters(moment)));
  kept.delete(key);
  // What landed in between is in the rows and not in the version.
  if (known || (await readVersion(client, moment)) === version) kept.set(key, rows);
  for (const oldest of [...kept.keys()].slice(0, -ANSWERS_KEPT)) kept.delete(oldest);
  return rows;
}

/** Of the events that reference data is made of at a moment: the same for the same events, whatever the moment. */
async function readVersion(client: WarehouseClient, moment: Moment): Promise<string> {
  const rows = await client.rows<[string, string]>(
    `SELECT count(), sum(sipHash64(partitionkey, source, id, ingestedat, ifNull(recordedtime, time), digest))
     FROM events FINAL
     WHERE family = 'reference' AND time <= {occurred_by:DateTime64(3, 'UTC')} AND ingestedat <= {known_by:DateTime64(3, 'UTC')}`,
    referenceParameters(moment),
  );
  return JSON.stringify(rows);
}
