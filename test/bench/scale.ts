/**
 * Scale: what a bank of large branches costs on disk and in time, per event, case and branch-day: the figures that the sizing of a
 * cluster multiplies. Also the events as NDJSON against all that the warehouse keeps of them once it is merged whole.
 */
import { Pseudonymiser } from '@plumbline/access';
import { buildCalendar } from '@plumbline/calendar';
import type { NewRecord } from '@plumbline/event-log';
import {
  PROJECTED_FAMILIES,
  Projection,
  rebuildFamily,
  replaceCalendarDays,
  WarehouseClient,
  type WarehouseOptions,
} from '@plumbline/warehouse';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SimulatedBank } from '../../apps/cli/src/simulate/simulate-bank';
import { acceptEvent, stampedRecord } from '../../apps/gateway/src/accept-event';
import { EngineUnderTest } from '../harness/engine';
import { EngineWork, inWords, type Work } from './engine-work';
import { benchResum } from './scale-resum';
import type { BenchResult } from './report';

/** A simulated branch has some 110 visits a day; six in one have the 670 of a bank with 10 M visits a day in 15,000 branches. */
const SIMULATED_BRANCHES = 120;
const BRANCHES_IN_ONE = 6;
const DAYS = 8;
const FROM = '2026-03-02';
const TIME_ZONE = 'Asia/Shanghai';
const RECORDS_PER_BATCH = 60_000;
/** How the statements of a batch begin; all others stage. */
const STEPS: Readonly<Record<string, string>> = {
  'CREATE OR REPLACE TABLE {staged': 'fold',
  'INSERT INTO {facts': 'facts',
  'INSERT INTO {daily': 'sum',
};

export async function benchScale(): Promise<BenchResult[]> {
  const engine = new EngineUnderTest();
  await engine.start();
  try {
    const client = await engine.database('scale');
    await replaceCalendarDays(client, buildCalendar([]).days(), 'bench');
    const work = new EngineWork(engine);
    const batchClient = new TimedClient({ ...engine.credentials(), database: 'scale' }, work);
    const projection = new Projection(batchClient, { timeZone: TIME_ZONE, projector: 'bench' });
    let [events, ndjsonBytes] = [0, 0];
    for await (const batch of simulatedBatches()) {
      await project(projection, batch);
      events += batch.length;
      ndjsonBytes += batch.reduce((bytes, { value }) => bytes + value.length + 1, 0);
    }
    await batchClient.close();
    const disk = await bytesOnDisk(client);
    const rebuilding = await work.of(async () => {
      for (const family of PROJECTED_FAMILIES) await rebuildFamily(client, projection, family);
    });
    const ratio = ndjsonBytes / disk.total;
    return [
      {
        id: 'SCALE',
        name: 'events as NDJSON ÷ events, facts and daily rows on disk, merged whole',
        ratio,
        min: ratio,
        max: ratio,
        figures: {
          'events simulated': events,
          'NDJSON, bytes an event': ndjsonBytes / events,
          ...disk.figures,
          ...batchClient.figures(events),
          'rebuilt, events a CPU-second': (1_000 * events) / rebuilding.cpuMs,
          'rebuilt, events/s': (1_000 * events) / rebuilding.wallMs,
        },
      },
      await benchResum(client, work),
    ];
  } finally {
    await engine.stop();
  }
}

/** The simulated bank's events as the log would hold them, in the order of time, six branches in one. */
async function* simulatedBatches(): AsyncGenerator<NewRecord[]> {
  const secrets = mkdtempSync(path.join(os.tmpdir(), 'plumbline-scale-'));
  const pseudonymiser = await Pseudonymiser.open({ key: undefined, dataDir: secrets });
  rmSync(secrets, { recursive: true, force: true });
  const parameters = { seed: 1, branches: SIMULATED_BRANCHES, from: FROM, timeZone: TIME_ZONE, incidents: [] };
  const bank = new SimulatedBank(parameters);
  const untilMs = Date.parse(`${FROM}T00:00:00+08:00`) + DAYS * 86_400_000;
  let clock = untilMs;
  const accepted = (sent: object): NewRecord => {
    const { branchid } = sent as { branchid?: string };
    const large = branchid && { branchid: `L${Math.ceil(Number(branchid.slice(1)) / BRANCHES_IN_ONE)}` };
    const acceptance = acceptEvent({ ...sent, ...large }, { pseudonymiser, now: () => untilMs });
    if (!acceptance.accepted) throw new Error(JSON.stringify(acceptance.violations));
    return stampedRecord(acceptance.record, (clock += 1));
  };
  let batch = bank.reference().map(accepted);
  for (const { event } of bank.eventsUntil(untilMs)) {
    batch.push(accepted(event));
    if (batch.length < RECORDS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function project(projection: Projection, records: readonly NewRecord[]): Promise<void> {
  await projection.land(records.map(({ value }) => value));
  const touched = new Map<string, Set<string>>();
  for (const { headers, key } of records) {
    const family = headers['ce_type']?.split('.')[1] ?? '';
    touched.set(family, (touched.get(family) ?? new Set()).add(key));
  }
  for (const family of PROJECTED_FAMILIES) {
    await projection.project(family, await projection.casesOf(family, touched));
  }
}

/** A connection that knows what each step of a batch has cost in all. */
class TimedClient extends WarehouseClient {
  private readonly spent = new Map<string, Work>();

  constructor(
    options: WarehouseOptions,
    private readonly work: EngineWork,
  ) {
    super(options);
  }

  override async insertLines(...parameters: Parameters<WarehouseClient['insertLines']>): Promise<void> {
    const step = parameters[0].startsWith('INSERT INTO events') ? 'land' : 'stage';
    await this.timed(step, () => super.insertLines(...parameters));
  }

  override async command(...parameters: Parameters<WarehouseClient['command']>): Promise<void> {
    const step = Object.entries(STEPS).find(([start]) => parameters[0].startsWith(start))?.[1] ?? 'stage';
    await this.timed(step, () => super.command(...parameters));
  }

  figures(events: number): Record<string, string | number> {
    const each = (ms: number): number => (ms * RECORDS_PER_BATCH) / events;
    const all = { wallMs: 0, cpuMs: 0 };
    const steps = ['land', 'stage', 'fold', 'facts', 'sum'].map((step) => {
      const { wallMs = 0, cpuMs = 0 } = this.spent.get(step) ?? {};
      all.wallMs += wallMs;
      all.cpuMs += cpuMs;
      return [`${step}, ms a batch of 60,000 events`, inWords({ wallMs: each(wallMs), cpuMs: each(cpuMs) })] as const;
    });
    return {
      ...Object.fromEntries(steps),
      'projected, events a CPU-second of the engine': (1_000 * events) / all.cpuMs,
      'projected, events/s': (1_000 * events) / all.wallMs,
    };
  }

  private async timed(step: string, run: () => Promise<void>): Promise<void> {
    const { wallMs, cpuMs } = await this.work.of(run);
    const before = this.spent.get(step) ?? { wallMs: 0, cpuMs: 0 };
    this.spent.set(step, { wallMs: before.wallMs + wallMs, cpuMs: before.cpuMs + cpuMs });
  }
}

async function bytesOnDisk(client: WarehouseClient): Promise<{ total: number; figures: Record<string, number> }> {
  const tables = PROJECTED_FAMILIES.flatMap(({ facts, daily }) => [facts, daily]);
  const viewTables = ['total', 'bins', 'slices'].map((view) => [view, `daily_${view}`] as const);
  for (const [view, table] of viewTables) {
    await client.command(`CREATE TABLE ${table} AS visit_daily`);
    for (const { daily } of PROJECTED_FAMILIES) {
      // Families share cohorts' names, so the family goes before them.
      await client.command(
        `INSERT INTO ${table} SELECT * REPLACE (concat('${daily}', cohort) AS cohort) FROM ${daily} FINAL WHERE view = '${view}'`,
      );
    }
  }
  for (const table of ['events', ...tables, ...viewTables.map(([, name]) => name)])
    await client.command(`OPTIMIZE TABLE ${table} FINAL`);
  const rows = await client.rows<[string, string, string]>(
    'SELECT table, sum(bytes_on_disk), sum(rows) FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table',
  );
  const size = new Map(rows.map(([table, bytes, count]) => [table, { bytes: Number(bytes), rows: Number(count) }]));
  const of = (table: string): { bytes: number; rows: number } => size.get(table) ?? { bytes: 0, rows: 0 };
  const [days] = await client.rows<[string]>('SELECT uniqExact(branch, day) FROM visit_daily');
  const branchDays = Number(days?.[0]);
  const [visits] = await client.rows<[string]>('SELECT count() FROM visits FINAL WHERE live');
  const figures: Record<string, number> = {
    'events on disk, bytes an event': of('events').bytes / of('events').rows,
    'branch-days with visits': branchDays,
    'visits a branch-day': Number(visits?.[0]) / branchDays,
  };
  for (const [family, count] of await client.rows<[string, string]>(
    'SELECT family, count() FROM events GROUP BY ALL',
  )) {
    figures[`events of the family ${family}, for each visit`] = Number(count) / Number(visits?.[0]);
  }
  for (const { name, facts } of PROJECTED_FAMILIES) {
    const [cases] = await client.rows<[string]>(`SELECT uniqExact(case_id) FROM ${facts}`);
    if (Number(cases?.[0]) === 0) continue;
    figures[`${facts} on disk, bytes a ${name} (${(of(facts).rows / Number(cases?.[0])).toFixed(2)} rows)`] =
      of(facts).bytes / Number(cases?.[0]);
  }
  for (const [view, table] of viewTables) {
    figures[
      `daily rows "${view}", all families, bytes a branch-day (${(of(table).rows / branchDays).toFixed(1)} rows)`
    ] = of(table).bytes / branchDays;
  }
  return { total: ['events', ...tables].reduce((total, table) => total + of(table).bytes, 0), figures };
}
