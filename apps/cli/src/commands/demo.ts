/** `plumbline demo`: the platform, a simulated bank of 90 days, its scores, and then the bank's life as the clock goes. */
import { dateOf, dayNumber, localDate, startOfLocalDate } from '@plumbline/calendar';
import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayClient } from '../gateway-client';
import { PlatformClient } from '../platform/platform-client';
import { type PlatformProcess, startPlatformProcess } from '../platform/platform-process';
import { scoreTable } from '../platform/score-table';
import { startProgress } from '../progress';
import { demoIncidents, type Incident } from '../simulate/parameters';
import { SimulationPlayer } from '../simulate/play';
import { SimulatedBank } from '../simulate/simulate-bank';

const SEED = 20_260_301;
const BRANCHES = 12;
const DAYS = 90;
const END_KNOWN_MS = 1_000;
const MEMORY_FILE = 'demo.json';

/** What the demo remembers in the data directory, so that the same bank goes on at the next start. */
interface DemoMemory {
  readonly from: string;
  readonly incidents: readonly Incident[];
  /** Events up to here were sent; milliseconds since 1970. */
  readonly sentUntilMs: number;
}

export function register(program: Command): void {
  program
    .command('demo')
    .description('Start the platform with a simulated bank of 12 branches: 90 days of history, then live.')
    .addHelpText(
      'after',
      `
Takes the same environment as "plumbline start". The bank is kept in DATA_DIR (./data) and goes on at the next start;
delete the folder for a new one.`,
    )
    .action(runDemo);
}

async function runDemo(): Promise<void> {
  const platform = await startPlatformProcess();
  const stopping = new AbortController();
  const playing = play(platform, stopping.signal);
  try {
    // A platform that ends breaks the calls on their way, a moment before its end is known: its exit code is what tells.
    const played = playing.catch((error: unknown) =>
      pause(END_KNOWN_MS, undefined, { ref: false }).then(() => Promise.reject(error as Error)),
    );
    await Promise.race([platform.ended, platform.interrupted, played]);
  } finally {
    stopping.abort();
    await platform.stop();
    process.exitCode = await platform.ended;
    await playing.catch(() => undefined);
  }
}

async function play(platform: PlatformProcess, signal: AbortSignal): Promise<void> {
  const client = new PlatformClient(platform.url);
  const { time_zone: timeZone } = await client.status();
  const memoryFile = path.join(path.resolve(process.env['DATA_DIR'] || './data'), MEMORY_FILE);
  const memory = await readMemory(memoryFile, timeZone);
  const bank = new SimulatedBank({
    seed: SEED,
    branches: BRANCHES,
    from: memory.from,
    timeZone,
    incidents: memory.incidents,
  });
  const player = new SimulationPlayer(bank);
  const gateway = new GatewayClient(platform.url, {
    wait: (milliseconds) => pause(milliseconds, undefined, { signal }),
  });
  const untilMs = Date.now();
  const totalDays = dayNumber(localDate(untilMs, timeZone)) - dayNumber(memory.from) + 1;

  const posting = startProgress({ label: 'simulating the bank', total: totalDays });
  const history = player.playHistory(gateway, {
    sentUntilMs: memory.sentUntilMs,
    untilMs,
    onDay: (date, done) => posting.update(done, date),
  });
  await history.finally(() => posting.stop());
  await writeFile(memoryFile, JSON.stringify({ ...memory, sentUntilMs: untilMs }));

  const { log, lag } = await client.status();
  const projecting = startProgress({ label: 'computing the scores', total: Math.max(lag.events, 1) });
  const projected = client.caughtUp((status) =>
    projecting.update(lag.events - status.lag.events, `${status.lag.events.toLocaleString('en')} events to go`),
  );
  await projected.finally(() => projecting.stop());

  console.log(
    `\n${log.events.toLocaleString('en')} events. Scores of the last 90 days, with 95 % intervals (* provisional: part of the evidence is missing):\n`,
  );
  console.log(scoreTable(await client.scores('level=overall,dimension')));
  console.log(`\n${scoreTable(await client.scores('by=branch&level=dimension'))}\n`);
  console.log(`Look:   ${platform.url}/ (the executive overview)`);
  console.log(`Ask:    curl '${platform.url}/api/v1/scores?by=branch&level=dimension'`);
  console.log(`Learn:  ${platform.url}/docs`);
  console.log('The bank goes on living. Ctrl-C stops.');
  await player.playLive(gateway, signal);
  gateway.close();
}

/** The bank of an earlier start, else one that began 90 days ago. */
async function readMemory(file: string, timeZone: string): Promise<DemoMemory> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as DemoMemory;
  const today = dayNumber(localDate(Date.now(), timeZone));
  const from = dateOf(today - DAYS + 1);
  const memory = {
    from,
    incidents: demoIncidents((days) => dateOf(today - days)),
    sentUntilMs: startOfLocalDate(from, timeZone) - 1,
  };
  await writeFile(file, JSON.stringify(memory));
  return memory;
}
