/**
 * Rebuilds a family from `events`: new tables beside the old ones, filled in steps, swapped in with EXCHANGE while reads go on and
 * projectors work on. What lands meanwhile is folded into the new tables before the swap and once more after it, so that nothing
 * depends on anybody's holding still (infra/decisions/0015-processes.md).
 */
import type { WarehouseClient } from './client';
import { eventFamiliesOf, foldedIdsSql, foldSql, type ProjectedFamily, sumSql } from './families';
import { gatherAll } from './gathering';
import { clickHouseInstant } from './instants';
import type { FamilyTables, Projection } from './projection';
import { createTableAs, dropTable, exchangeTables, onAllNodes } from './topology';

const CASES_PER_STEP = 100_000;
const CASES_PER_CATCH_UP = 50_000;
const DAYS_PER_STEP = 31;
/** By how much the clocks of two servers may differ. */
const CLOCK_SKEW_MS = 1_000;

export interface RebuildProgress {
  readonly family: string;
  /** Cases folded so far, and in all. */
  readonly done: number;
  readonly total: number;
}

/** @param signal leaves the rebuild between two of its steps, with the old tables in place */
export async function rebuildFamily(
  client: WarehouseClient,
  projection: Projection,
  family: ProjectedFamily,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  // Each projector builds tables of its own: two that rebuild at once both end with the whole truth.
  const { projector } = projection.options;
  const next: FamilyTables = { facts: `${family.facts}_next_${projector}`, daily: `${family.daily}_next_${projector}` };
  await client.commands(createTableAs(client.topology, next.facts, family.facts));
  await client.commands(createTableAs(client.topology, next.daily, family.daily));

  const settledByFill = await settledInstant(client);
  if (family.gathers) await gatherAll(client, family.name, family.gathers);
  await fillFacts(client, projection, family, next, onProgress, signal);
  await fillDaily(client, family, next, signal);

  const settledByCatchUp = await settledInstant(client);
  await catchUp(client, projection, family, next, settledByFill);
  signal?.throwIfAborted();
  await client.commands(exchangeTables(client.topology, next.facts, family.facts));
  await client.commands(exchangeTables(client.topology, next.daily, family.daily));
  await client.commands(dropTable(client.topology, next.facts, family.facts));
  await client.commands(dropTable(client.topology, next.daily, family.daily));
  await catchUp(client, projection, family, family, settledByCatchUp);
}

async function fillFacts(
  client: WarehouseClient,
  projection: Projection,
  family: ProjectedFamily,
  { facts }: FamilyTables,
  onProgress: (progress: RebuildProgress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { starts, total } = await caseSteps(client, family);
  for (const [step, firstCase] of starts.entries()) {
    signal?.throwIfAborted();
    await client.command(`INSERT INTO {facts:Identifier} ${foldSql(family, 'case_range')}`, {
      ...projection.foldParameters(family),
      facts,
      first_case: firstCase,
      next_case: starts[step + 1] ?? '',
    });
    onProgress({ family: family.name, done: Math.min((step + 1) * CASES_PER_STEP, total), total });
  }
}

async function fillDaily(
  client: WarehouseClient,
  family: ProjectedFamily,
  { facts, daily }: FamilyTables,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const range of await daySteps(client, facts)) {
    signal?.throwIfAborted();
    await client.command(`INSERT INTO {daily:Identifier} ${sumSql(family, 'day_range')}`, { facts, daily, ...range });
  }
}

/** Folds the cases of which an event has landed since, or has only now occurred. */
async function catchUp(
  client: WarehouseClient,
  projection: Projection,
  family: ProjectedFamily,
  tables: FamilyTables,
  sinceMs: number,
): Promise<void> {
  for (const eventFamily of eventFamiliesOf(family)) {
    const rows = await client.rows<[string]>(
      `SELECT DISTINCT partitionkey
       FROM events
       WHERE family = {family:String}
           AND (landedat >= {since:DateTime64(3, 'UTC')} OR time BETWEEN {since:DateTime64(3, 'UTC')} AND now64(3))`,
      { family: eventFamily, since: clickHouseInstant(sinceMs) },
    );
    for (let start = 0; start < rows.length; start += CASES_PER_CATCH_UP) {
      const cases = new Set(rows.slice(start, start + CASES_PER_CATCH_UP).map(([caseId]) => caseId));
      await projection.project(family, await projection.casesOf(family, new Map([[eventFamily, cases]])), tables);
    }
  }
}

/**
 * An instant on the warehouse's clock (milliseconds since 1970) such that every append that landed before it can be read from here
 * on: now, or the start of the oldest insert that is still under way.
 */
async function settledInstant(client: WarehouseClient): Promise<number> {
  const [row] = await client.rows<[string, number]>(
    `SELECT toUnixTimestamp64Milli(now64(3)), max(elapsed)
     FROM ${onAllNodes(client.topology, 'system.processes')}
     WHERE query_kind IN ('Insert', 'AsyncInsertFlush')`,
  );
  if (!row) throw new Error('ClickHouse did not say what time it is.');
  const [nowMs, oldestInsertSeconds] = row;
  return Number(nowMs) - 1000 * oldestInsertSeconds - CLOCK_SKEW_MS;
}

async function caseSteps(
  client: WarehouseClient,
  family: ProjectedFamily,
): Promise<{ starts: string[]; total: number }> {
  const rows = await client.rows<[string, string]>(foldedIdsSql(family), {
    family: family.name,
    cases: CASES_PER_STEP,
  });
  return { starts: rows.map(([caseId]) => caseId), total: Number(rows[0]?.[1] ?? 0) };
}

/** Ranges of local days, the end exclusive, that hold facts: an empty century between two of them costs nothing. */
async function daySteps(client: WarehouseClient, facts: string): Promise<{ from: string; to: string }[]> {
  const rows = await client.rows<[string, string]>(
    'SELECT DISTINCT day, addDays(day, 1) FROM {facts:Identifier} ORDER BY day',
    { facts },
  );
  const steps: { from: string; to: string }[] = [];
  for (let first = 0; first < rows.length; first += DAYS_PER_STEP) {
    const days = rows.slice(first, first + DAYS_PER_STEP);
    steps.push({ from: days[0]?.[0] ?? '', to: days.at(-1)?.[1] ?? '' });
  }
  return steps;
}
