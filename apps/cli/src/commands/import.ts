/** `plumbline import`: rows of a file as events, through a mapping, posted to a platform. */
import { type Command, InvalidArgumentError } from 'commander';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError, EXIT } from '../cli-error';
import { defaultUrl } from '../default-url';
import { GatewayClient, type GatewayResult, type PostTotals } from '../gateway-client';
import { type ImportedEvent, mapRows, newCounts, type RowCounts } from '../import/map-rows';
import { namesStaff, parseMapping } from '../import/mapping';
import { openRows, type OpenedFile } from '../import/rows';
import { PREVIEW_NOTE, previewPseudonyms, staffPseudonyms } from '../import/staff-pseudonyms';
import { inWords, type Summary } from '../import/summary';
import { startProgress } from '../progress';

interface Options {
  readonly map: string;
  readonly to: string;
  readonly preview?: number;
  readonly json?: true;
}

const REFUSALS_SHOWN = 5;

export function register(program: Command): void {
  program
    .command('import')
    .description('Import the rows of a CSV, TSV or NDJSON file (gzip too) as events, through a mapping.')
    .argument('<file>')
    .requiredOption('--map <mapping>', 'a YAML file, or the name of a shipped mapping')
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--preview <events>', 'print the first events and post nothing', positiveNumber)
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      `
Shipped mappings: ${shippedMappings().join(', ')}. The format: infra/mappings/README.md.
The same file imported again changes nothing: its events are repeats.
Staff names become pseudonyms under the platform's key (PSEUDONYM_KEY, PSEUDONYM_KEY_FILE,
else DATA_DIR/pseudonym.key, which the platform makes); a preview needs none.
Exit codes: 0 done; 1 done, but rows could not be read or events were refused;
2 the mapping or file does not fit, or cannot be read to its end (the summary says what was posted); 3 no platform.`,
    )
    .action(runImport);
}

async function runImport(file: string, options: Options): Promise<void> {
  const mapping = parseMapping(readMapping(options.map), options.map);
  const opened = await openRows(file, mapping);
  const counts = newCounts(mapping);
  if (options.preview !== undefined) {
    if (namesStaff(mapping)) console.error(PREVIEW_NOTE);
    await preview(mapRows(opened.rows, mapping, counts, previewPseudonyms()), options.preview);
    return;
  }
  const staffRef = namesStaff(mapping) ? await staffPseudonyms(process.env) : previewPseudonyms();
  const events = mapRows(opened.rows, mapping, counts, staffRef);
  const reading = untilFault(events, counts);
  const { totals, refusals } = await post(reading.events, opened, counts, options);
  const fault = reading.fault();
  const summary: Summary = {
    file: path.basename(file),
    mapping: mapping.title,
    rows: counts.rows,
    events: counts.events,
    ...totals,
    skipped: counts.skipped,
    unreadable: counts.unreadable,
    counted: counts.counted,
    ...(fault ? { broken: brokenAt(fault, counts) } : {}),
  };
  console.log(options.json ? JSON.stringify(summary) : inWords(summary, refusals));
  if (summary.broken !== undefined) throw new CliError(summary.broken, EXIT.usage);
  if (totals.rejected > 0 || Object.keys(counts.unreadable).length > 0) process.exitCode = EXIT.findings;
}

/** Events up to where the file cannot be read on: they are posted, and what was posted can then be told. */
function untilFault(
  events: AsyncIterable<ImportedEvent>,
  counts: RowCounts,
): { events: AsyncIterable<ImportedEvent>; fault: () => CliError | undefined } {
  let fault: CliError | undefined;
  async function* readable(): AsyncGenerator<ImportedEvent> {
    try {
      yield* events;
    } catch (error) {
      if (!(error instanceof CliError) || counts.rows === 0) throw error;
      fault = error;
    }
  }
  return { events: readable(), fault: () => fault };
}

function brokenAt({ message }: CliError, { rows }: RowCounts): string {
  return `${message} The ${rows.toLocaleString('en')} rows before were posted. Import the whole file when it is mended: what was posted will be repeats.`;
}

async function preview(events: AsyncIterable<ImportedEvent>, most: number): Promise<void> {
  let shown = 0;
  for await (const event of events) {
    if (shown >= most) return;
    console.log(JSON.stringify(event));
    shown += 1;
  }
}

async function post(
  events: AsyncIterable<ImportedEvent>,
  opened: OpenedFile,
  counts: RowCounts,
  { to, json }: Options,
): Promise<{ totals: PostTotals; refusals: GatewayResult[] }> {
  const gateway = new GatewayClient(to);
  const progress = startProgress({ label: 'importing', total: opened.bytes, silent: json === true });
  const refusals: GatewayResult[] = [];
  try {
    const totals = await gateway.postAll(events, {
      onAnswer: () => progress.update(opened.bytesRead(), `${counts.rows.toLocaleString('en')} rows`),
      onRejected: (result) => {
        if (refusals.length < REFUSALS_SHOWN) refusals.push(result);
      },
    });
    return { totals, refusals };
  } finally {
    progress.stop();
    gateway.close();
  }
}

function positiveNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('Give a whole number from 1.');
}

function readMapping(given: string): string {
  const file = mappingFile(given);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`The mapping ${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  }
}

/** A file as given, else a mapping shipped under that name. */
function mappingFile(given: string): string {
  if (existsSync(given)) return given;
  const shipped = path.join(shippedFolder(), `${given}.yaml`);
  if (existsSync(shipped)) return shipped;
  throw new CliError(
    `There is no mapping "${given}": no such file, and none shipped under that name (${shippedMappings().join(', ')}).`,
    EXIT.usage,
  );
}

function shippedMappings(): string[] {
  return readdirSync(shippedFolder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.basename(name, '.yaml'));
}

/** infra/mappings of the checkout, whether this runs from the sources or compiled. */
function shippedFolder(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'infra/mappings'))) folder = path.dirname(folder);
  return path.join(folder, 'infra/mappings');
}
