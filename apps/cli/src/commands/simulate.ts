/** `plumbline simulate`: a simulated bank, posted through the gateway as any producer would. */
import { dateOf, dayNumber, localDate, startOfLocalDate } from '@plumbline/calendar';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { CliError, EXIT } from '../cli-error';
import { DEFAULT_URL } from '../default-url';
import { GatewayClient, type PostTotals } from '../gateway-client';
import { startProgress } from '../progress';
import { parseIncident, type SimulationParameters } from '../simulate/parameters';
import { type EventSink, SimulationPlayer } from '../simulate/play';
import { SimulatedBank } from '../simulate/simulate-bank';
import { untilInterrupted } from '../until-interrupted';

interface Options {
  readonly to: string;
  readonly seed: string;
  readonly branches: string;
  readonly days: string;
  readonly until?: string;
  readonly timeZone: string;
  readonly incident: readonly string[];
  readonly truth?: string;
  readonly live?: true;
  readonly json?: true;
}

const MOST_BRANCHES = 500;
const MOST_DAYS = 3_660;

export function register(program: Command): void {
  program
    .command('simulate')
    .description('Simulate a bank: visits, transactions, complaints and surveys of its branches, posted to a platform.')
    .option('--to <url>', 'address of the platform', DEFAULT_URL)
    .option('--seed <number>', 'the same seed gives the same bank, day by day', '20260301')
    .option('--branches <number>', 'how many branches', '12')
    .option('--days <number>', 'how many days of history', '90')
    .option('--until <date>', 'day after the last, YYYY-MM-DD (default: up to now)')
    .option('--time-zone <name>', 'IANA time zone of the bank', 'Asia/Shanghai')
    .option('--incident <kind:branch:from..to>', 'something that goes wrong; may be given again', collect, [])
    .option('--truth <file>', 'write what really happened, as JSON')
    .option('--live', 'go on as the clock goes, until Ctrl-C')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Incidents: counters (half of the counters closed), outage (service stands still), rude (a rude staff).
Examples:
  plumbline simulate --branches 4 --days 30
  plumbline simulate --incident counters:B003:2026-05-04..2026-05-15 --incident 'outage:*:2026-06-01T10:00..2026-06-01T12:00'
  plumbline simulate --until 2026-07-01 --truth truth.json --json
A repeated run sends the same events, which the platform knows for repeats.`,
    )
    .action(runSimulate);
}

async function runSimulate(options: Options): Promise<void> {
  const { parameters, untilMs, days } = readOptions(options);
  const bank = new SimulatedBank(parameters);
  const player = new SimulationPlayer(bank);
  const gateway = new GatewayClient(options.to);
  const progress = startProgress({ label: 'simulating', total: days, silent: options.json === true });
  const totals = new Totals();
  const sink: EventSink = { postAll: async (events) => totals.add(await gateway.postAll(events)) };
  try {
    await player.playHistory(sink, {
      sentUntilMs: Number.NEGATIVE_INFINITY,
      untilMs,
      onDay: (date, done) => progress.update(done, date),
    });
    progress.stop();
    if (options.truth !== undefined) await writeFile(options.truth, `${JSON.stringify(bank.truth(), null, 2)}\n`);
    console.log(options.json ? JSON.stringify(totals.sum) : totals.inWords());
    if (options.live) await playLive(player, sink);
  } finally {
    progress.stop();
    gateway.close();
  }
  if (totals.sum.rejected > 0) process.exitCode = EXIT.findings;
}

async function playLive(player: SimulationPlayer, sink: EventSink): Promise<void> {
  const stopping = new AbortController();
  void untilInterrupted().then(() => stopping.abort());
  await player.playLive(sink, stopping.signal);
}

function readOptions(options: Options): { parameters: SimulationParameters; untilMs: number; days: number } {
  const { timeZone } = options;
  const days = wholeNumber('--days', options.days, MOST_DAYS);
  const today = localDate(Date.now(), timeZone);
  const until = options.until ?? dateOf(dayNumber(today) + 1);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(dayNumber(until))) {
    throw new CliError(`--until is "${until}"; give a date such as 2026-07-01.`, EXIT.usage);
  }
  return {
    days,
    untilMs: Math.min(Date.now(), startOfLocalDate(until, timeZone) - 1),
    parameters: {
      seed: wholeNumber('--seed', options.seed, Number.MAX_SAFE_INTEGER),
      branches: wholeNumber('--branches', options.branches, MOST_BRANCHES),
      from: dateOf(dayNumber(until) - days),
      timeZone,
      incidents: options.incident.map(parseIncident),
    },
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new CliError(`${option} is "${text}"; give a whole number from 1 to ${most}.`, EXIT.usage);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Answers added up over several posts. */
class Totals {
  sum: PostTotals = { posted: 0, accepted: 0, duplicates: 0, rejected: 0 };

  add(more: PostTotals): void {
    this.sum = {
      posted: this.sum.posted + more.posted,
      accepted: this.sum.accepted + more.accepted,
      duplicates: this.sum.duplicates + more.duplicates,
      rejected: this.sum.rejected + more.rejected,
    };
  }

  inWords(): string {
    const { posted, accepted, duplicates, rejected } = this.sum;
    return `${posted.toLocaleString('en')} events posted: ${accepted.toLocaleString('en')} accepted, ${duplicates.toLocaleString('en')} repeats, ${rejected.toLocaleString('en')} rejected.`;
  }
}
