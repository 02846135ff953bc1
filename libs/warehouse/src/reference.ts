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
  const rows = await client.rows<[string, string, string, string]>(
    withReference('SELECT branch, name, region, peer_group FROM branches ORDER BY branch'),
    referenceParameters(moment),
  );
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
  return new Map(await client.rows<[string, string]>(statement, referenceParameters(moment)));
}
