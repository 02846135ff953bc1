/**
 * Cases that are folded together because their events name the same: a customer, a pair of observations. Which cases stand under a
 * key is kept in `case_keys`, and which keys something joined in `key_groups`: indexes that only grow. They follow from the events alone, so
 * that writing them again, late or twice does no harm, and a fold finds all cases that have ever named its keys, those that have moved
 * away among them, and all that was ever joined, those that are apart again among them.
 */
import type { WarehouseClient } from './client';
import { caseKeysSql, type Gathering, joinedKeysSql } from './families';

/** Puts ids into the table of a projector that statements find them in. */
export type Stage = (ids: Iterable<string>) => Promise<void>;

/**
 * Writes down the keys of some cases, and gives them with all that are one with them. It must be done before they are folded and after
 * their events have landed: then whoever folds a key last finds every case of it.
 * @param gathering name of the family that gathers
 * @param eventFamily family of the cases
 * @param touched table that `stage` fills
 */
export async function gather(
  client: WarehouseClient,
  gathering: string,
  { by, alone, joinedBy }: Gathering,
  eventFamily: string,
  caseIds: ReadonlySet<string>,
  { touched, stage }: { readonly touched: string; readonly stage: Stage },
): Promise<ReadonlySet<string>> {
  await stage(caseIds);
  const rows = await client.rows<CaseKey>(caseKeysSql('touched_appends'), {
    ...{ gathering, by, alone, touched },
    family: eventFamily,
  });
  await insert(client, 'case_keys', rows);
  const keys = new Set(rows.map(([, key]) => key));
  if (joinedBy === undefined) return keys;
  if (joinedBy === eventFamily) await join(client, gathering, joinedBy, keys, { touched, stage });
  return withJoined(client, gathering, keys, { touched, stage });
}

/** Writes down the keys of all cases, and what joins them: before the first rebuild of a family nobody has. */
export async function gatherAll(
  client: WarehouseClient,
  gathering: string,
  { families, by, alone, joinedBy }: Gathering,
): Promise<void> {
  await client.command(`INSERT INTO case_keys ${caseKeysSql('all_appends')}`, { gathering, by, alone, families });
  if (joinedBy === undefined) return;
  const named = await client.rows<[caseId: string, key: string]>(
    'SELECT DISTINCT case_id, key FROM case_keys WHERE gathering = {gathering:String} AND family = {family:String}',
    { gathering, family: joinedBy },
  );
  await insert(
    client,
    'key_groups',
    groupsOf(named).map((group) => [gathering, ...group]),
  );
}

type CaseKey = readonly [gathering: string, key: string, family: string, caseId: string];

/** Follows what joins some keys, and what joins those that are joined with them, to the end. */
async function join(
  client: WarehouseClient,
  gathering: string,
  joinedBy: string,
  keys: ReadonlySet<string>,
  { touched, stage }: { readonly touched: string; readonly stage: Stage },
): Promise<void> {
  const named: [caseId: string, key: string][] = [];
  const known = new Set(keys);
  for (let next: ReadonlySet<string> = keys; next.size > 0;) {
    await stage(next);
    const found = await client.rows<[caseId: string, key: string]>(
      `SELECT DISTINCT case_id, key
       FROM case_keys
       WHERE gathering = {gathering:String} AND family = {family:String} AND case_id GLOBAL IN
           (
               SELECT case_id FROM case_keys
               WHERE gathering = {gathering:String} AND family = {family:String}
                   AND key GLOBAL IN (SELECT case_id FROM {touched:Identifier})
           )`,
      { gathering, family: joinedBy, touched },
    );
    named.push(...found);
    next = new Set(found.map(([, key]) => key).filter((key) => !known.has(key)));
    for (const key of next) known.add(key);
  }
  await insert(
    client,
    'key_groups',
    groupsOf(named).map((group) => [gathering, ...group]),
  );
}

/** Each key that is joined with others, with the least of them. @param named keys that a case names are joined by it */
export function groupsOf(named: readonly (readonly [caseId: string, key: string])[]): [key: string, unit: string][] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(key, root);
    return root;
  };
  const firstOf = new Map<string, string>();
  for (const [caseId, key] of named) {
    const [one, other] = [rootOf(firstOf.get(caseId) ?? key), rootOf(key)];
    firstOf.set(caseId, key);
    if (one !== other) parents.set(one < other ? other : one, one < other ? one : other);
  }
  const groups = [...parents.keys()].map((key) => [key, rootOf(key)] as [string, string]);
  const joined = new Set(groups.filter(([key, unit]) => key !== unit).map(([, unit]) => unit));
  return groups.filter(([, unit]) => joined.has(unit));
}

/** Some keys with all that are one with them. */
export async function withJoined(
  client: WarehouseClient,
  gathering: string,
  keys: ReadonlySet<string>,
  { touched, stage }: { readonly touched: string; readonly stage: Stage },
): Promise<ReadonlySet<string>> {
  if (keys.size === 0) return keys;
  const [joined] = await client.rows('SELECT 1 FROM key_groups WHERE gathering = {gathering:String} LIMIT 1', {
    gathering,
  });
  if (!joined) return keys;
  await stage(keys);
  const others = await client.rows<[key: string]>(joinedKeysSql(), { family: gathering, touched });
  return new Set([...keys, ...others.map(([key]) => key)]);
}

async function insert(
  client: WarehouseClient,
  table: 'case_keys' | 'key_groups',
  rows: readonly (readonly string[])[],
): Promise<void> {
  const lines = rows.map((row) => Buffer.from(JSON.stringify(row)));
  if (lines.length > 0) await client.insertLines(`INSERT INTO ${table} FORMAT JSONCompactEachRow`, lines);
}
