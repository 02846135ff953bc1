/**
 * P4: log → land + fold + sum, against landing alone. P13: rebuilding all facts and daily rows from `events` against landing, and
 * the whole log projected again against projecting it as it came.
 */
import { type EventLog, MemoryEventLog } from '@plumbline/event-log';
import { PROJECTED_FAMILIES, Projection, rebuildFamily, type WarehouseClient } from '@plumbline/warehouse';
import { setTimeout as pause } from 'node:timers/promises';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest } from '../harness/engine';
import { type BenchResult, median, ratios, seconds } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const EVENTS = 200_000;
const LINES_PER_INSERT = 50_000;
const LIVE_CHUNK = 5_000;
const TIME_ZONE = 'Asia/Shanghai';
const POLL_MS = 5;

export async function benchProjection(): Promise<BenchResult[]> {
  const engine = new EngineUnderTest();
  await engine.start();
  try {
    const times = {
      landing: [] as number[],
      projecting: [] as number[],
      live: [] as number[],
      rebuilding: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const lines = visitLines(`round${round}`, EVENTS).map(stamped);
      times.landing.push(await landAlone(await engine.database(`landing_${round}`), lines));
      const database = await engine.database(`projecting_${round}`);
      times.projecting.push(await project(database, lines, EVENTS));
      times.live.push(await project(await engine.database(`live_${round}`), lines, LIVE_CHUNK));
      times.rebuilding.push(await rebuild(database));
    }
    return [
      {
        id: 'P4',
        name: 'projector: land, fold, sum ÷ landing alone',
        ...ratios(times.landing, times.projecting),
        floor: 0.5,
        stretch: 0.75,
        figures: {
          'projected, events/s': EVENTS / median(times.projecting),
          'landed alone, events/s': EVENTS / median(times.landing),
        },
      },
      {
        id: 'P13a',
        name: 'the whole log again ÷ as it came',
        ...ratios(times.live, times.projecting),
        floor: 1.2,
        stretch: 3,
        figures: { 'as it came, events/s': EVENTS / median(times.live) },
      },
      {
        id: 'P13b',
        name: 'rebuild of facts and daily rows ÷ landing',
        ...ratios(times.landing, times.rebuilding),
        floor: 4,
        stretch: 8,
        figures: { 'rebuilt, events/s': EVENTS / median(times.rebuilding) },
      },
    ];
  } finally {
    await engine.stop();
  }
}

/** A line as the gateway would append it. */
function stamped(line: string): { readonly line: Buffer; readonly caseId: string; readonly type: string } {
  const event = JSON.parse(line) as { type: string; data: { visit_id: string } };
  const text = `{"ingestedat":"2026-06-30T00:00:00.000Z","partitionkey":"${event.data.visit_id}",${line.slice(1)}`;
  return { line: Buffer.from(text), caseId: event.data.visit_id, type: event.type };
}

function landAlone(client: WarehouseClient, lines: readonly { line: Buffer }[]): Promise<number> {
  const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'bench' });
  return seconds(async () => {
    for (let start = 0; start < lines.length; start += LINES_PER_INSERT) {
      await projection.land(lines.slice(start, start + LINES_PER_INSERT).map(({ line }) => line));
    }
  });
}

/** @param chunk how many records stand in the log before the next are appended */
async function project(client: WarehouseClient, lines: ReturnType<typeof stamped>[], chunk: number): Promise<number> {
  const log = new MemoryEventLog();
  const projector = new Projector(log, client, {
    timeZone: TIME_ZONE,
    name: 'bench',
    log: (line) => console.error(line),
  });
  await projector.start();
  while (projector.status().state !== 'running') await pause(POLL_MS);
  const taken = await seconds(async () => {
    for (let start = 0; start < lines.length; start += chunk) {
      await append(log, lines.slice(start, start + chunk));
      while (projector.status().projected < Math.min(start + chunk, lines.length)) await pause(POLL_MS);
    }
  });
  await projector.stop();
  const [count] = await client.rows<[string]>(
    `SELECT sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell WHERE view = 'total' AND cell.measure = 'contacts.served'`,
  );
  if (Number(count?.[0]) !== lines.length / 4)
    throw new Error(`The sums hold ${count?.[0]} visits, not ${lines.length / 4}`);
  return taken;
}

async function append(log: EventLog, lines: readonly ReturnType<typeof stamped>[]): Promise<void> {
  await log.append(
    'events',
    lines.map(({ line, caseId, type }) => ({ key: caseId, value: line, headers: { ce_type: type }, timestampMs: 0 })),
  );
}

function rebuild(client: WarehouseClient): Promise<number> {
  const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'bench' });
  return seconds(async () => {
    for (const family of PROJECTED_FAMILIES) await rebuildFamily(client, projection, family);
  });
}
