/**
 * Cases that are folded together because their events name the same: a customer, a pair of observations. Which cases stand under a
 * key is kept in `case_keys`, an index that only grows: it follows from the events alone, so that writing it again, late or twice does no
 * harm, and a fold finds all cases that have ever named its key, those that have moved away among them.
 */
import type { WarehouseClient } from './client';
import { caseKeysSql, type Gathering } from './families';

/**
 * Writes down the keys of the cases in a staged table, and gives them. It must be done before they are folded and after their events
 * have landed: then whoever folds a key last finds every case of it.
 * @param gathering name of the family that gathers
 * @param eventFamily family of the cases
 * @param touched table with their ids
 */
export async function gather(
  client: WarehouseClient,
  gathering: string,
  { by, alone }: Gathering,
  eventFamily: string,
  touched: string,
): Promise<string[]> {
  const parameters = { gathering, by, alone, family: eventFamily, touched };
  const rows = await client.rows<CaseKey>(caseKeysSql('touched_appends'), parameters);
  const lines = rows.map((row) => Buffer.from(JSON.stringify(row)));
  if (lines.length > 0) await client.insertLines('INSERT INTO case_keys FORMAT JSONCompactEachRow', lines);
  return rows.map(([, key]) => key);
}

/** Writes down the keys of all cases: before the first rebuild of a family nobody has. */
export async function gatherAll(
  client: WarehouseClient,
  gathering: string,
  { families, by, alone }: Gathering,
): Promise<void> {
  await client.command(`INSERT INTO case_keys ${caseKeysSql('all_appends')}`, { gathering, by, alone, families });
}

type CaseKey = readonly [gathering: string, key: string, family: string, caseId: string];
