/** `plumbline dead-letters`: what could not be projected, and putting it right. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CliError, EXIT } from '../cli-error';
import { defaultUrl } from '../default-url';
import { type ActAnswer, type DeadLetter, DeadLetters, type DeadLetterSummary } from '../platform/dead-letters';
import { PlatformClient } from '../platform/platform-client';

interface Options {
  readonly to: string;
  readonly json?: true;
}

const EXIT_CODES = `
Exit codes: 0 done; 1 there is no such letter, or its event is refused; 2 the command line does not fit; 3 no platform.`;

export function register(program: Command): void {
  const letters = program
    .command('dead-letters')
    .description('List, show, repair and re-drive records that could not be projected.')
    .addHelpText(
      'after',
      `
A record that cannot be projected is set aside with its reasons, and never thrown away. Typically:
  plumbline dead-letters list
  plumbline dead-letters show events-0-17
  plumbline dead-letters repair events-0-17 --file event.json --by s_9f2c41
  plumbline dead-letters redrive events-0-17 --by s_9f2c41
A re-driven event counts once, however often it is driven. One that fails again becomes a letter again.
${EXIT_CODES}`,
    );
  registerList(letters);
  registerShow(letters);
  registerRepair(letters);
  registerRedrive(letters);
}

function registerList(letters: Command): void {
  common(letters.command('list'), 'print one letter a line, as JSON')
    .description('List the letters in the order of their originals.')
    .option('--status <names>', 'comma-separated: open, repaired, redriven, dead_again; or all', 'open,repaired')
    .option('--reason <codes>', 'comma-separated, such as unknown_type')
    .action(async ({ to, json, status, reason }: Options & { status: string; reason?: string }) => {
      let count = 0;
      for await (const letter of lettersOf(to).list(filters(status, reason))) {
        count += 1;
        console.log(json ? JSON.stringify(letter) : lineOf(letter));
      }
      if (!json && count === 0) console.log('No dead letters.');
    });
}

function registerShow(letters: Command): void {
  common(letters.command('show'), 'print the letter as JSON')
    .description('Show one letter: why it died, where it stood, what was done about it, and its bytes.')
    .argument('<id>', 'as listed, e.g. events-0-17')
    .action(async (id: string, { to, json }: Options) => {
      const letter = await lettersOf(to).show(id);
      console.log(json ? JSON.stringify(letter) : wordsOf(letter));
    });
}

function registerRepair(letters: Command): void {
  common(letters.command('repair'), 'print the answer as JSON')
    .description('Give the event as it should have been; the next re-drive sends it. The last repair counts.')
    .argument('<id>', 'as listed, e.g. events-0-17')
    .requiredOption('--file <file>', 'the whole event as JSON; - for standard input')
    .option('--by <pseudonym>', 'staff pseudonym of whoever asks for it, e.g. s_9f2c41')
    .action(async (id: string, { to, json, file, by }: Options & { file: string; by?: string }) => {
      tell(await lettersOf(to).repair(id, await read(file), by), json);
    });
}

function registerRedrive(letters: Command): void {
  common(letters.command('redrive'), 'print the answers as JSON, one a line')
    .description('Send the events of letters again, repaired or as they were.')
    .argument('[ids...]', 'as listed, e.g. events-0-17')
    .option('--all', 'every letter that waits, instead of ids')
    .option('--reason <codes>', 'with --all: only letters of these reasons')
    .option('--by <pseudonym>', 'staff pseudonym of whoever asks for it, e.g. s_9f2c41')
    .action(async (ids: string[], options: Options & { all?: true; reason?: string; by?: string }) => {
      const { to, json, all, reason, by } = options;
      if ((ids.length === 0) !== (all === true) || (reason !== undefined && !all)) {
        throw new CliError('Name the letters, or give --all (which --reason may narrow down).', EXIT.usage);
      }
      const platform = lettersOf(to);
      // Listed before the first is sent: one that dies again is not driven in circles.
      const chosen = all ? await idsOf(platform.list(filters('open,repaired', reason))) : ids;
      let refused = 0;
      for (const id of chosen) {
        try {
          tell(await platform.redrive(id, by), json);
        } catch (error) {
          if (!(error instanceof CliError) || error.exitCode !== EXIT.findings) throw error;
          refused += 1;
          console.error(`${id}  ${error.message}`);
        }
      }
      if (chosen.length === 0 && !json) console.log('No dead letters wait.');
      if (refused > 0)
        throw new CliError(`${refused} of ${chosen.length} not sent, for the reasons above.`, EXIT.findings);
    });
}

function common(command: Command, json: string): Command {
  return command
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--json', json)
    .addHelpText('after', EXIT_CODES);
}

function lettersOf(url: string): DeadLetters {
  return new DeadLetters(new PlatformClient(url));
}

function filters(status: string, reason: string | undefined): { status?: string; reason?: string } {
  return { ...(status === 'all' ? {} : { status }), ...(reason === undefined ? {} : { reason }) };
}

async function idsOf(letters: AsyncIterable<DeadLetterSummary>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of letters) ids.push(id);
  return ids;
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new CliError(`The file ${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  });
}

function tell(answer: ActAnswer, json: true | undefined): void {
  const { id, status, event } = answer;
  console.log(json ? JSON.stringify(answer) : `${id}  ${status}: ${event.type} ${event.id} of ${event.case_id}`);
}

function lineOf({ id, status, reason, type, appended_at: appendedAt, errors, message }: DeadLetterSummary): string {
  const why = errors[0] ? `${errors[0].pointer || '(the whole)'}: ${errors[0].message}` : message;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${id}  ${status}  ${appendedAt}  ${reason}  ${type ?? 'no type'}\n    ${why}${more}`;
}

function wordsOf(letter: DeadLetter): string {
  const { id, status, reason, message, errors, topic, partition, offset, type, history, content, repair } = letter;
  const causes = errors.length === 0 ? [`            ${message}`] : errors.map(causeOf);
  return [
    `letter      ${id}, ${status}`,
    `original    topic ${topic}, partition ${partition}, offset ${offset}, ${letter.appended_at}, ${letter.bytes} bytes`,
    `type        ${type ?? 'the record says none'}`,
    `reason      ${reason}`,
    ...causes,
    ...(letter.redrive_of === null ? [] : [`redrive of  ${letter.redrive_of}`]),
    ...(letter.died_again_as === null ? [] : [`died again  as ${letter.died_again_as}`]),
    ...history.map(({ act, at, requested_by: by }) => `history     ${at} ${act}${by === null ? '' : ` by ${by}`}`),
    `content     ${content.encoding}`,
    content.text,
    ...(repair === null ? [] : ['repair', JSON.stringify(repair, null, 2)]),
  ].join('\n');
}

function causeOf({ pointer, message }: DeadLetter['errors'][number]): string {
  return `            ${pointer || '(the whole)'}: ${message}`;
}
