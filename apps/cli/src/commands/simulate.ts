/** `plumbline simulate`: a simulated bank, posted through the gateway as any producer would, or written to a file. */
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { CliError, EXIT } from '../cli-error';
import { defaultUrl } from '../default-url';
import { startProgress } from '../progress';
import { EventFile } from '../simulate/event-file';
import { EventGateway } from '../simulate/event-gateway';
import { readSimulateOptions, type SimulateOptions, type SimulationPlan } from '../simulate/options';
import { type EventDestination, SimulationPlayer } from '../simulate/play';
import { SimulatedBank } from '../simulate/simulate-bank';
import { untilInterrupted } from '../until-interrupted';

export function register(program: Command): void {
  program
    .command('simulate')
    .description(
      'Simulate a bank: visits, transactions, complaints, surveys, inquiries, observations and interviews of its branches, ' +
        'with corrections, posted to a platform.',
    )
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--out <file>', 'write the events to a file (NDJSON) instead')
    .option('--seed <number>', 'the same seed gives the same bank, day by day', '20260301')
    .option('--branches <number>', 'how many branches', '12')
    .option('--days <number>', 'how many days of history', '90')
    .option('--until <date>', 'day after the last, YYYY-MM-DD (default: up to now)')
    .option('--time-zone <name>', 'IANA time zone of the bank', 'Asia/Shanghai')
    .option('--incident <kind:branch:from..to>', 'something that goes wrong; may be given again; or none', collect, [])
    .option('--truth <file>', 'write what really happened, as JSON')
    .option('--live', 'go on from the end of history as the clock goes, until Ctrl-C')
    .option('--speed <factor>', 'with --live and --until: go on at so many times the clock (default: catch up at once)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Incidents: counters (half of the counters closed), outage (nobody's service begins), rude (a rude staff); branch B001 … or * for all.
Without --incident, as in the demo: too few counters at B003, a rude month at B007, an outage of two hours everywhere.

Examples:
  plumbline simulate --branches 4 --days 30
  plumbline simulate --incident counters:B003:2026-05-04..2026-05-15 --incident 'outage:*:2026-06-01T10:00..12:00'
  plumbline simulate --until 2026-07-01 --out bank.ndjson --truth truth.json
  plumbline simulate --until 2026-07-01 --live --speed 3600

A repeated run sends the same events, which the platform knows for repeats.
Exit codes: 0 done; 1 done, but events were refused; 2 an option does not fit; 3 no platform.`,
    )
    .action(runSimulate);
}

async function runSimulate(options: SimulateOptions): Promise<void> {
  const plan = readSimulateOptions(options, Date.now());
  const bank = new SimulatedBank(plan.parameters);
  const player = new SimulationPlayer(bank);
  const stopping = new AbortController();
  const destination =
    options.out === undefined ? new EventGateway(options.to, stopping.signal) : await EventFile.open(options.out);
  const report = async (): Promise<void> => {
    await writeTruth(bank, options.truth);
    console.log(options.json ? JSON.stringify(destination.summary()) : destination.inWords());
  };
  try {
    // Before the work, to be told then that the file cannot be written.
    await writeTruth(bank, options.truth);
    await playHistory(player, destination, plan, options.json === true);
    await report();
    if (options.live) {
      await playLive(player, destination, plan.speed, stopping);
      await report();
    }
  } finally {
    await destination.close();
  }
  if (destination.refused > 0) process.exitCode = EXIT.findings;
}

async function playHistory(
  player: SimulationPlayer,
  destination: EventDestination,
  { days, untilMs }: SimulationPlan,
  silent: boolean,
): Promise<void> {
  const progress = startProgress({ label: 'simulating', total: days, silent });
  const startedAtMs = performance.now();
  try {
    await player.playHistory(destination, {
      sentUntilMs: Number.NEGATIVE_INFINITY,
      untilMs,
      onDay: (date, done) => {
        const perSecond = destination.taken / ((performance.now() - startedAtMs) / 1_000);
        const [events, rate] = [destination.taken, Math.round(perSecond)].map((n) => n.toLocaleString('en'));
        progress.update(done, `${date}  ${events} events  ${rate}/s`);
      },
    });
  } finally {
    progress.stop();
  }
}

async function playLive(
  player: SimulationPlayer,
  destination: EventDestination,
  speed: number | undefined,
  stopping: AbortController,
): Promise<void> {
  void untilInterrupted().then(() => stopping.abort());
  const { signal } = stopping;
  try {
    await player.playLive(destination, signal, speed);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function writeTruth(bank: SimulatedBank, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, `${JSON.stringify(bank.truth(), null, 2)}\n`).catch((error: unknown) => {
    throw new CliError(`The file ${file} cannot be written: ${(error as Error).message}`, EXIT.usage);
  });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
