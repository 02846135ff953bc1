/**
 * What facts and sums would be if some events were added: corrections and voids that are only drafts. The cases that they touch are folded
 * with them by the texts of the projector; all else is as it is kept.
 */
import type { WarehouseClient } from './client';
import {
  eventFamiliesOf,
  factsLeftSql,
  factsOfDaysSql,
  type Gathering,
  PROJECTED_FAMILIES,
  type ProjectedFamily,
} from './families';
import { sumScratch } from './facts-as-of';
import { withJoined } from './gathering';
import { momentParameters, presently } from './moment';
import { DAILY, type ScratchTables, TOUCHED, withScratchTables } from './scratch';

export interface Draft {
  /** Family of the case's events, and the case. */
  readonly family: string;
  readonly caseId: string;
  /** Names that the draft gives the case, by field: a customer it is corrected to. */
  readonly names: Readonly<Record<string, string>>;
  /** As an event that has landed: one line of JSON. */
  readonly line: Uint8Array;
}

export interface DraftsQuestion {
  readonly drafts: readonly Draft[];
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** First local day (YYYY-MM-DD), and the day after the last. */
  readonly from: string;
  readonly to: string;
}

const EVENTS = 'events';
const CASE_KEYS = 'case_keys';

/** Runs `read` with tables that hold all facts and sums of the days as they would be; they are gone after it. */
export async function withDraftedFacts<Result>(
  client: WarehouseClient,
  question: DraftsQuestion,
  read: (tables: ScratchTables) => Promise<Result>,
): Promise<Result> {
  const touchedFamilies = new Set(question.drafts.map(({ family }) => family));
  const affected = PROJECTED_FAMILIES.filter((family) =>
    eventFamiliesOf(family).some((name) => touchedFamilies.has(name)),
  );
  const tables = [...affected.map(({ facts }) => facts), DAILY, EVENTS, CASE_KEYS, TOUCHED];
  return withScratchTables(client, tables, async (scratch) => {
    const lines = question.drafts.map(({ line }) => line);
    await client.insertLines(`INSERT INTO ${scratch(EVENTS)} FORMAT JSONEachRow`, lines, {
      date_time_input_format: 'best_effort',
      input_format_skip_unknown_fields: 1,
    });
    for (const family of affected) await foldWithDrafts(client, family, question, scratch);
    await client.command(
      `INSERT INTO ${scratch(DAILY)}
       SELECT * FROM daily
       WHERE family NOT IN {families:Array(String)} AND day >= {from:Date32} AND day < {to:Date32}`,
      { families: affected.map(({ name }) => name), from: question.from, to: question.to },
    );
    return read((table) => (table === DAILY || affected.some(({ facts }) => facts === table) ? scratch(table) : table));
  });
}

async function foldWithDrafts(
  client: WarehouseClient,
  family: ProjectedFamily,
  { drafts, timeZone, from, to }: DraftsQuestion,
  scratch: ScratchTables,
): Promise<void> {
  const own = drafts.filter((draft) => eventFamiliesOf(family).includes(draft.family));
  const stage = async (ids: Iterable<string>): Promise<void> => {
    await client.command(`TRUNCATE TABLE ${scratch(TOUCHED)}`);
    const lines = Array.from(ids, (id) => Buffer.from(JSON.stringify([id])));
    await client.insertLines(`INSERT INTO ${scratch(TOUCHED)} FORMAT JSONCompactEachRow`, lines);
  };
  const ids = family.gathers
    ? await keysOf(client, family.name, family.gathers, own, { scratch, stage })
    : new Set(own.map(({ caseId }) => caseId));
  if (ids.size > 0) await stage(ids);
  const parameters = {
    ...momentParameters(presently()),
    family: family.name,
    families: eventFamiliesOf(family),
    time_zone: timeZone,
    facts: family.facts,
    touched: scratch(TOUCHED),
    drafts: scratch(EVENTS),
    drafted_keys: scratch(CASE_KEYS),
    from,
    to,
  };
  await client.command(`INSERT INTO ${scratch(family.facts)} ${factsLeftSql(family)}`, parameters);
  const folded = factsOfDaysSql(family, 'touched_cases', { drafts: true });
  await client.command(`INSERT INTO ${scratch(family.facts)} ${folded}`, parameters);
  await sumScratch(client, family, scratch, { from, to });
}

/** The keys that the cases of drafts have, or are given by them, with all that are one with them. */
async function keysOf(
  client: WarehouseClient,
  gathering: string,
  gathers: Gathering,
  drafts: readonly Draft[],
  { scratch, stage }: { readonly scratch: ScratchTables; readonly stage: (ids: Iterable<string>) => Promise<void> },
): Promise<ReadonlySet<string>> {
  const drafted = drafts.flatMap(({ family, caseId, names }) => [
    ...gathers.by.flatMap((field) => (names[field] === undefined ? [] : [[gathering, names[field], family, caseId]])),
    ...(gathers.alone ? [[gathering, `${family} ${caseId}`, family, caseId]] : []),
  ]);
  const lines = drafted.map((row) => Buffer.from(JSON.stringify(row)));
  if (lines.length > 0) {
    await client.insertLines(`INSERT INTO ${scratch(CASE_KEYS)} FORMAT JSONCompactEachRow`, lines);
  }
  await stage(drafts.map(({ caseId }) => caseId));
  const kept = await client.rows<[key: string]>(
    `SELECT DISTINCT key FROM case_keys
     WHERE gathering = {gathering:String} AND family IN {families:Array(String)}
         AND case_id GLOBAL IN (SELECT case_id FROM {touched:Identifier})`,
    { gathering, families: gathers.families, touched: scratch(TOUCHED) },
  );
  const keys = new Set([...kept.map(([key]) => key), ...drafted.map(([, key = '']) => key)]);
  return withJoined(client, gathering, keys, { touched: scratch(TOUCHED), stage });
}
