/** `plumbline log copy`: a log into another, embedded to Kafka or back, so that no history is lost by moving house. */
import type { Command } from 'commander';
import { type CopyProgress, copyLog, type EventLog, type TopicCopy } from '@plumbline/event-log';
import path from 'node:path';
import { CliError, EXIT } from '../cli-error';
import { assertIsThere, KAFKA, KAFKA_VARIABLES, openLog, withLogErrors } from '../event-logs';
import { type Progress, startProgress } from '../progress';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: true;
}

export function register(program: Command): void {
  program
    .command('log')
    .description('Work on event logs themselves.')
    .command('copy')
    .description('Copy a log into another: every record with its key, headers and times, in the order of each key.')
    .requiredOption('--from <log>', 'a data directory, or "kafka"')
    .requiredOption('--to <log>', 'a data directory, or "kafka" (its topics: plumbline topics apply)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
  plumbline log copy --from ./data --to kafka
  plumbline log copy --from kafka --to ./data2

Stop the platform, or all gateways, first: what is accepted meanwhile is not copied, and told.
Cut off at any moment, the same command goes on where it stopped. It ends when both logs have been read
to their ends and every count and hash is equal. The log copied to must be empty, or a copy of the other.
Scores are made anew from the copied log: start the platform on it with an empty ClickHouse, or the old one.

${KAFKA_VARIABLES}
Exit codes: 0 equal; 1 equal but for what came meanwhile (give the command again);
2 a log is in use, is not there, or holds something else; 3 a log cannot be reached (give the command again).`,
    )
    .action((options: Options) => withLogErrors(() => copy(options)));
}

async function copy({ from, to, json }: Options): Promise<void> {
  if (nameOf(from) === nameOf(to)) throw new CliError('--from and --to name one log.', EXIT.usage);
  assertIsThere(from);
  const source = await openLog(from, process.env);
  const logs: EventLog[] = [source];
  try {
    const target = await openLog(to, process.env);
    logs.push(target);
    const showing = new Showing(json === true);
    const copies = await copyLog(source, target, (progress) => showing.show(progress)).finally(() => showing.stop());
    console.log(json ? JSON.stringify(copies) : copies.map(inWords).join('\n'));
    if (copies.some(({ behind }) => behind > 0)) process.exitCode = EXIT.findings;
  } finally {
    for (const log of logs) await log.close();
  }
}

function nameOf(word: string): string {
  return word === KAFKA ? word : path.resolve(word);
}

/** One display a step of a topic. */
class Showing {
  private step = '';
  private last = 0;
  private progress: Progress | undefined;

  constructor(private readonly silent: boolean) {}

  show({ topic, step, done, total }: CopyProgress): void {
    const label = `${topic}: ${step === 'looking' ? 'reading what is there' : 'copying what is missing'}`;
    if (label !== this.step || done < this.last) {
      this.stop();
      this.progress = startProgress({ label, total, silent: this.silent });
    }
    [this.step, this.last] = [label, done];
    this.progress?.update(done, `${done.toLocaleString('en')} records`);
  }

  stop(): void {
    this.progress?.stop();
  }
}

function inWords({ topic, records, appended, repeats, sha256, behind }: TopicCopy): string {
  const more = [
    `${appended.toLocaleString('en')} of them copied now`,
    ...(repeats > 0 ? [`${repeats} repeats, which do no harm`] : []),
    ...(behind > 0 ? [`${behind.toLocaleString('en')} more came meanwhile: stop the gateways and copy again`] : []),
  ];
  return `${topic.padEnd(12)}  ${records.toLocaleString('en')} records, equal in both logs (${more.join('; ')})\n${''.padEnd(12)}  sha256 ${sha256}`;
}
