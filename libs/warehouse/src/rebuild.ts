/**
 * Rebuilds a family from `events`: new tables beside the old ones, filled in steps, swapped in with EXCHANGE while reads go on.
 * The caller must hold the family's projection still meanwhile; the log keeps what arrives.
 */
import { createHash } from 'node:crypto';
import type { WarehouseClient } from './client';
import { foldSql, type ProjectedFamily, sumSql } from './families';
import type { Projection } from './projection';
import { createTableAs, dropTable, exchangeTables } from './topology';

const CASES_PER_STEP = 100_000;
const DAYS_PER_STEP = 31;
const MS_PER_DAY = 86_400_000;

export interface RebuildProgress {
  readonly family: string;
  /** Cases folded so far, and in all. */
  readonly done: number;
  readonly total: number;
}

export async function rebuildFamily(
  client: WarehouseClient,
  projection: Projection,
  family: ProjectedFamily,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<void> {
  const facts = `${family.facts}_next`;
  const daily = `${family.daily}_next`;
  const names = { facts, daily };
  await client.commands(createTableAs(client.topology, facts, family.facts));
  await client.commands(createTableAs(client.topology, daily, family.daily));

  const parameters = projection.foldParameters(family);
  const { starts, total } = await caseSteps(client, family);
  for (const [step, firstCase] of starts.entries()) {
    await client.command(`INSERT INTO {facts:Identifier} ${foldSql(family, 'case_range')}`, {
      ...names,
      ...parameters,
      first_case: firstCase,
      next_case: starts[step + 1] ?? '',
    });
    onProgress({ family: family.name, done: Math.min((step + 1) * CASES_PER_STEP, total), total });
  }
  for (const range of await daySteps(client, facts)) {
    await client.command(`INSERT INTO {daily:Identifier} ${sumSql(family, 'day_range')}`, { ...names, ...range });
  }

  await client.commands(exchangeTables(client.topology, facts, family.facts));
  await client.commands(exchangeTables(client.topology, daily, family.daily));
  await client.commands(dropTable(client.topology, facts, family.facts));
  await client.commands(dropTable(client.topology, daily, family.daily));
}

/** Names the texts and settings that a family's rows were made with; rows made with others need a rebuild. */
export function foldFingerprint(family: ProjectedFamily, timeZone: string, calendarVersion: string): string {
  const calendar = family.reads.includes('calendar_published') ? calendarVersion : '';
  return createHash('sha256')
    .update(JSON.stringify([foldSql(family, 'case_range'), sumSql(family, 'day_range'), timeZone, calendar]))
    .digest('hex');
}

export async function recordedFingerprint(
  client: WarehouseClient,
  family: ProjectedFamily,
): Promise<string | undefined> {
  const [row] = await client.rows<[string]>(
    'SELECT fingerprint FROM fold_fingerprints FINAL WHERE family = {family:String}',
    {
      family: family.name,
    },
  );
  return row?.[0];
}

export async function recordFingerprint(
  client: WarehouseClient,
  family: ProjectedFamily,
  fingerprint: string,
): Promise<void> {
  await client.command(
    'INSERT INTO fold_fingerprints (family, fingerprint) SELECT {family:String}, {fingerprint:String}',
    {
      family: family.name,
      fingerprint,
    },
  );
}

async function caseSteps(
  client: WarehouseClient,
  family: ProjectedFamily,
): Promise<{ starts: string[]; total: number }> {
  const rows = await client.rows<[string, string]>(
    `SELECT partitionkey, number
     FROM
     (
         SELECT partitionkey, row_number() OVER (ORDER BY partitionkey) - 1 AS number
         FROM (SELECT DISTINCT partitionkey FROM events WHERE family = {family:String})
     )
     WHERE number % {cases:UInt32} = 0
     ORDER BY partitionkey`,
    { family: family.name, cases: CASES_PER_STEP },
  );
  const [count] = await client.rows<[string]>(
    'SELECT uniqExact(partitionkey) FROM events WHERE family = {family:String}',
    {
      family: family.name,
    },
  );
  return { starts: rows.map(([caseId]) => caseId), total: Number(count?.[0] ?? 0) };
}

async function daySteps(client: WarehouseClient, facts: string): Promise<{ from: string; to: string }[]> {
  const [row] = await client.rows<[string, string, string]>(
    'SELECT min(day), max(day), count() FROM {facts:Identifier}',
    { facts },
  );
  if (!row || row[2] === '0') return [];
  const steps: { from: string; to: string }[] = [];
  const end = Date.parse(row[1]) + MS_PER_DAY;
  for (let start = Date.parse(row[0]); start < end; start += DAYS_PER_STEP * MS_PER_DAY) {
    steps.push({ from: isoDate(start), to: isoDate(Math.min(start + DAYS_PER_STEP * MS_PER_DAY, end)) });
  }
  return steps;
}

function isoDate(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
