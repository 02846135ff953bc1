/** P14: bytes on disk against the NDJSON that producers sent: of the warehouse, merged by itself alone, and of the embedded log. */
import { Pseudonymiser } from '@plumbline/access';
import { EmbeddedEventLog, type NewRecord } from '@plumbline/event-log';
import type { WarehouseClient } from '@plumbline/warehouse';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptEvent, stampedRecord } from '../../apps/gateway/src/accept-event';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest } from '../harness/engine';
import { type BenchResult, median } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const EVENTS = 400_000;
const EVENTS_AT_ONCE = 5_000;
const POLL_MS = 250;
/** So many looks in a row without a merge, and the engine has done what it does by itself. */
const QUIET_LOOKS = 20;

interface Bytes {
  readonly ndjson: number;
  readonly log: number;
  readonly events: number;
  readonly factsAndDaily: number;
}

export async function benchDisk(): Promise<BenchResult[]> {
  const engine = new EngineUnderTest();
  await engine.start();
  const rounds: Bytes[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push(await keep(await engine.database(`disk_${round}`), `p14r${round}`));
    }
  } finally {
    await engine.stop();
  }
  const figures = {
    events: ROUNDS * EVENTS,
    'NDJSON, bytes an event': perEvent(rounds, ({ ndjson }) => ndjson),
  };
  return [
    {
      id: 'P14a',
      name: 'bytes on disk: events, facts and daily rows ÷ NDJSON',
      ...shares(rounds, ({ events, factsAndDaily }) => events + factsAndDaily),
      floor: 0.2,
      stretch: 0.12,
      lessIsBetter: true,
      figures: {
        ...figures,
        'events, bytes an event': perEvent(rounds, ({ events }) => events),
        'facts and daily rows, bytes an event': perEvent(rounds, ({ factsAndDaily }) => factsAndDaily),
      },
    },
    {
      id: 'P14b',
      name: 'bytes on disk: embedded log ÷ NDJSON',
      ...shares(rounds, ({ log }) => log),
      floor: 1.1,
      stretch: 0.35,
      lessIsBetter: true,
      figures: { ...figures, 'log, bytes an event': perEvent(rounds, ({ log }) => log) },
    },
  ];
}

function shares(rounds: readonly Bytes[], bytes: (round: Bytes) => number): Pick<BenchResult, 'ratio' | 'min' | 'max'> {
  const quotients = rounds.map((round) => bytes(round) / round.ndjson);
  return { ratio: median(quotients), min: Math.min(...quotients), max: Math.max(...quotients) };
}

function perEvent(rounds: readonly Bytes[], bytes: (round: Bytes) => number): number {
  return median(rounds.map(bytes)) / EVENTS;
}

/** Takes events through the door into a log, from there into the warehouse, and weighs both. */
async function keep(client: WarehouseClient, name: string): Promise<Bytes> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
  const log = await EmbeddedEventLog.open({ directory });
  try {
    const lines = visitLines(name, EVENTS);
    for (let start = 0; start < lines.length; start += EVENTS_AT_ONCE) {
      await log.append('events', lines.slice(start, start + EVENTS_AT_ONCE).map(acceptedRecord));
    }
    const ndjson = lines.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0);
    await project(log, client);
    await merged(client);
    return {
      ndjson,
      log: statSync(path.join(directory, 'data.mdb')).size,
      events: await bytesOf(client, (table) => table === 'events'),
      factsAndDaily: await bytesOf(client, (table) => table !== 'events'),
    };
  } finally {
    await log.close();
    rmSync(directory, { recursive: true });
  }
}

const DOOR = { pseudonymiser: Pseudonymiser.fromKey(Buffer.alloc(32)), now: Date.now };

/** As the gateway appends it. */
function acceptedRecord(line: string): NewRecord {
  const acceptance = acceptEvent(JSON.parse(line), DOOR);
  if (!acceptance.accepted) throw new Error(`The door refuses ${line}`);
  return stampedRecord(acceptance.record, DOOR.now());
}

async function project(log: EmbeddedEventLog, client: WarehouseClient): Promise<void> {
  const projector = new Projector(log, client, {
    timeZone: 'Asia/Shanghai',
    name: 'bench',
    log: (line) => console.error(line),
  });
  await projector.start();
  while (projector.status().projected < EVENTS) await pause(POLL_MS);
  await projector.stop();
  const [row] = await client.rows<[string, string]>(
    `SELECT (SELECT count() FROM events FINAL),
         (SELECT sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell WHERE view = 'total' AND cell.measure = 'visit.opened')`,
  );
  if (Number(row?.[0]) !== EVENTS || Number(row?.[1]) !== EVENTS / 4) {
    throw new Error(`The warehouse holds ${row?.[0]} events and ${row?.[1]} visits, not ${EVENTS} and ${EVENTS / 4}`);
  }
}

/** Until the engine has merged what it merges by itself: nobody tells it to. */
async function merged(client: WarehouseClient): Promise<void> {
  for (let quiet = 0, parts = ''; quiet < QUIET_LOOKS;) {
    await pause(POLL_MS);
    const [row] = await client.rows<[string, string]>(
      `SELECT (SELECT count() FROM system.merges WHERE database = currentDatabase()),
           (SELECT count() FROM system.parts WHERE active AND database = currentDatabase())`,
    );
    const isQuiet = row?.[0] === '0' && row[1] === parts;
    quiet = isQuiet ? quiet + 1 : 0;
    parts = row?.[1] ?? '';
  }
}

async function bytesOf(client: WarehouseClient, isMeant: (table: string) => boolean): Promise<number> {
  const rows = await client.rows<[string, string]>(
    `SELECT table, sum(bytes_on_disk) FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table`,
  );
  return rows.filter(([table]) => isMeant(table)).reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}
