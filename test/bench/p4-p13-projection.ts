/**
 * P4: log → land + fold + sum, against the engine's own load of the same lines from a file into `events` alone, and against landing
 * them over HTTP. P13: rebuilding all facts and daily rows from two million events against landing as many, and the whole log
 * projected again against projecting it as it came.
 */
import { type EventLog, MemoryEventLog } from '@plumbline/event-log';
import { PROJECTED_FAMILIES, Projection, rebuildFamily, type WarehouseClient } from '@plumbline/warehouse';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest } from '../harness/engine';
import { type BenchResult, cpuMicrosecondsAnEvent, measure, type Measured, median, ratios, secondsOf } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const EVENTS = 200_000;
const LOTS_REBUILT = 10;
const LINES_PER_INSERT = 50_000;
const LIVE_CHUNK = 5_000;
const FILE_COLUMNS =
  'id String, source String, type String, time String, branchid String, partitionkey String, ingestedat String, data String';
const TIME_ZONE = 'Asia/Shanghai';
const POLL_MS = 5;

type Four = readonly [WarehouseClient, WarehouseClient, WarehouseClient, WarehouseClient];

export async function benchProjection(): Promise<BenchResult[]> {
  const engine = new EngineUnderTest();
  await engine.start();
  try {
    const measured = {
      loading: [] as Measured[],
      landing: [] as Measured[],
      projecting: [] as Measured[],
      live: [] as Measured[],
      rebuilding: [] as Measured[],
    };
    const whole = await engine.database('whole');
    for (let lot = 0; lot < LOTS_REBUILT; lot += 1) {
      await landAlone(whole, visitLines(`lot${lot}`, EVENTS).map(stamped));
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const lines = visitLines(`round${round}`, EVENTS).map(stamped);
      const [loaded, landed, projected, live] = await databases(engine, round);
      measured.loading.push(await loadFromFile(loaded, lines));
      measured.landing.push(await landAlone(landed, lines));
      measured.projecting.push(await project(projected, lines, EVENTS));
      measured.live.push(await project(live, lines, LIVE_CHUNK));
      measured.rebuilding.push(await rebuild(whole));
      await assertVisits(whole, (LOTS_REBUILT * EVENTS) / 4);
      assertEqual('events', await Promise.all([loaded, landed, projected, live].map(eventsDigest)));
      const projection = await dailyRows(projected);
      await rebuild(projected);
      assertEqual('daily rows', [projection, await dailyRows(live), await dailyRows(projected)]);
    }
    const times = {
      loading: secondsOf(measured.loading),
      landing: secondsOf(measured.landing),
      projecting: secondsOf(measured.projecting),
      live: secondsOf(measured.live),
      rebuilding: secondsOf(measured.rebuilding),
    };
    return [
      {
        id: 'P4a',
        name: 'projector: land, fold, sum ÷ the engine’s own INSERT … SELECT FROM file into events alone',
        ...ratios(times.loading, times.projecting),
        floor: 0.5,
        stretch: 0.75,
        figures: {
          'projected, events/s': EVENTS / median(times.projecting),
          'loaded from a file, events/s': EVENTS / median(times.loading),
          'projected, CPU-µs an event': cpuMicrosecondsAnEvent(measured.projecting, EVENTS),
          'loaded from a file, CPU-µs an event': cpuMicrosecondsAnEvent(measured.loading, EVENTS),
        },
      },
      {
        id: 'P4b',
        name: 'projector: land, fold, sum ÷ landing alone, over HTTP',
        ...ratios(times.landing, times.projecting),
        floor: 0.5,
        stretch: 0.75,
        figures: {
          'landed alone, events/s': EVENTS / median(times.landing),
          'landed alone, CPU-µs an event': cpuMicrosecondsAnEvent(measured.landing, EVENTS),
        },
      },
      {
        id: 'P13a',
        name: 'the whole log again ÷ as it came',
        ...ratios(times.live, times.projecting),
        floor: 1.2,
        stretch: 3,
        figures: {
          'as it came, events/s': EVENTS / median(times.live),
          'as it came, CPU-µs an event': cpuMicrosecondsAnEvent(measured.live, EVENTS),
        },
      },
      {
        id: 'P13b',
        name: 'rebuild of facts and daily rows ÷ landing',
        ...ratios(
          times.landing.map((taken) => taken * LOTS_REBUILT),
          times.rebuilding,
        ),
        floor: 4,
        stretch: 8,
        figures: {
          'rebuilt, events/s': (LOTS_REBUILT * EVENTS) / median(times.rebuilding),
          'rebuilt, CPU-µs an event': cpuMicrosecondsAnEvent(measured.rebuilding, LOTS_REBUILT * EVENTS),
        },
      },
    ];
  } finally {
    await engine.stop();
  }
}

/** Of a round: for the load from a file, for landing alone, and for both projections. */
async function databases(engine: EngineUnderTest, round: number): Promise<Four> {
  const names = ['loaded', 'landed', 'projected', 'live'].map((name) => `${name}_${round}`);
  return (await Promise.all(names.map((name) => engine.database(name)))) as unknown as Four;
}

/** A line as the gateway would append it. */
function stamped(line: string): { readonly line: Buffer; readonly caseId: string; readonly type: string } {
  const event = JSON.parse(line) as { type: string; data: { visit_id: string } };
  const text = `{"ingestedat":"2026-06-30T00:00:00.000Z","partitionkey":"${event.data.visit_id}",${line.slice(1)}`;
  return { line: Buffer.from(text), caseId: event.data.visit_id, type: event.type };
}

async function loadFromFile(client: WarehouseClient, lines: readonly { line: Buffer }[]): Promise<Measured> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
  const file = path.join(directory, 'events.ndjson');
  writeFileSync(file, Buffer.concat(lines.flatMap(({ line }) => [line, Buffer.from('\n')])));
  try {
    return await measure(() =>
      client.command(
        `INSERT INTO events (id, source, type, time, branchid, partitionkey, ingestedat, data)
         SELECT id, source, type, parseDateTime64BestEffort(time, 3, 'UTC'), branchid, partitionkey,
             parseDateTime64BestEffort(ingestedat, 3, 'UTC'), data
         FROM file({file:String}, 'JSONEachRow', {columns:String})`,
        { file, columns: FILE_COLUMNS },
      ),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function landAlone(client: WarehouseClient, lines: readonly { line: Buffer }[]): Promise<Measured> {
  const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'bench' });
  return measure(async () => {
    for (let start = 0; start < lines.length; start += LINES_PER_INSERT) {
      await projection.land(lines.slice(start, start + LINES_PER_INSERT).map(({ line }) => line));
    }
  });
}

/** @param chunk how many records stand in the log before the next are appended */
async function project(client: WarehouseClient, lines: ReturnType<typeof stamped>[], chunk: number): Promise<Measured> {
  const log = new MemoryEventLog();
  const projector = new Projector(log, client, {
    timeZone: TIME_ZONE,
    name: 'bench',
    log: (line) => console.error(line),
  });
  await projector.start();
  while (projector.status().state !== 'running') await pause(POLL_MS);
  const taken = await measure(async () => {
    for (let start = 0; start < lines.length; start += chunk) {
      await append(log, lines.slice(start, start + chunk));
      while (projector.status().projected < Math.min(start + chunk, lines.length)) await pause(POLL_MS);
    }
  });
  await projector.stop();
  await assertVisits(client, lines.length / 4);
  return taken;
}

async function append(log: EventLog, lines: readonly ReturnType<typeof stamped>[]): Promise<void> {
  await log.append(
    'events',
    lines.map(({ line, caseId, type }) => ({ key: caseId, value: line, headers: { ce_type: type }, timestampMs: 0 })),
  );
}

async function assertVisits(client: WarehouseClient, expected: number): Promise<void> {
  const [count] = await client.rows<[string]>(
    `SELECT sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell WHERE view = 'total' AND cell.measure = 'contacts.served'`,
  );
  if (Number(count?.[0]) !== expected) throw new Error(`The sums hold ${count?.[0]} visits, not ${expected}`);
}

function rebuild(client: WarehouseClient): Promise<Measured> {
  const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'bench' });
  return measure(async () => {
    for (const family of PROJECTED_FAMILIES) await rebuildFamily(client, projection, family);
  });
}

/** How many events there are, and a checksum over their contents. */
async function eventsDigest(client: WarehouseClient): Promise<string> {
  const [row] = await client.rows('SELECT count(), groupBitXor(sipHash64(source, id, digest)) FROM events FINAL');
  return JSON.stringify(row);
}

async function dailyRows(client: WarehouseClient): Promise<string> {
  const [row] = await client.rows(
    'SELECT count(), groupBitXor(sipHash64(cohort, branch, day, view, version, cells)) FROM visit_daily FINAL',
  );
  return JSON.stringify(row);
}

function assertEqual(what: string, digests: readonly string[]): void {
  if (new Set(digests).size > 1) throw new Error(`The ${what} differ: ${digests.join(', ')}`);
}
