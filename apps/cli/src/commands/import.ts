/** `plumbline import`: rows of a file as events, through a mapping, posted to a platform. */
import type { Command } from 'commander';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError, EXIT } from '../cli-error';
import { defaultUrl } from '../default-url';
import { GatewayClient, type GatewayResult, type PostTotals } from '../gateway-client';
import { type ImportedEvent, mapRows, newCounts, type RowCounts } from '../import/map-rows';
import { type Mapping, parseMapping } from '../import/mapping';
import { openRows, type OpenedFile } from '../import/rows';
import { staffPseudonyms } from '../import/staff-pseudonyms';
import { startProgress } from '../progress';

interface Options {
  readonly map: string;
  readonly to: string;
  readonly preview?: string;
  readonly json?: true;
}

interface Summary extends PostTotals {
  readonly file: string;
  readonly mapping: string;
  readonly rows: number;
  readonly events: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly unreadable: RowCounts['unreadable'];
  readonly counted: Readonly<Record<string, number>>;
}

const REFUSALS_SHOWN = 5;

export function register(program: Command): void {
  program
    .command('import')
    .description('Import the rows of a CSV, TSV or NDJSON file (gzip too) as events, through a mapping.')
    .argument('<file>')
    .requiredOption('--map <mapping>', 'a YAML file, or the name of a shipped mapping')
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--preview <events>', 'print the first events and post nothing')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      `
Shipped mappings: ${shippedMappings().join(', ')}. The format: infra/mappings/README.md.
The same file imported again changes nothing: its events are repeats.
Staff names become pseudonyms under the platform's key (PSEUDONYM_KEY, else DATA_DIR/pseudonym.key).
Exit codes: 0 done; 1 done, but rows could not be read or events were refused; 2 the mapping or file does not fit; 3 no platform.`,
    )
    .action(runImport);
}

async function runImport(file: string, options: Options): Promise<void> {
  const mapping = parseMapping(readFileSync(mappingFile(options.map), 'utf8'), options.map);
  const opened = await openRows(file, mapping);
  const counts = newCounts(mapping);
  const events = mapRows(opened.rows, mapping, counts, await staffPseudonyms());
  if (options.preview !== undefined) {
    await preview(events, Number(options.preview));
    return;
  }
  const { totals, refusals } = await post(events, opened, counts, options);
  const summary: Summary = {
    file: path.basename(file),
    mapping: mapping.title,
    rows: counts.rows,
    events: counts.events,
    ...totals,
    skipped: counts.skipped,
    unreadable: counts.unreadable,
    counted: counts.counted,
  };
  console.log(options.json ? JSON.stringify(summary) : inWords(summary, refusals, mapping));
  if (totals.rejected > 0 || Object.keys(counts.unreadable).length > 0) process.exitCode = EXIT.findings;
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

function inWords(summary: Summary, refusals: readonly GatewayResult[], { title }: Mapping): string {
  const count = (number: number): string => number.toLocaleString('en').padStart(10);
  return [
    `${title}: ${summary.file}`,
    `${count(summary.rows)} rows`,
    ...Object.entries(summary.skipped).map(([reason, rows]) => `${count(rows)} skipped: ${reason}`),
    ...Object.entries(summary.unreadable).map(
      ([what, { count: rows, rows: first }]) =>
        `${count(rows)} unreadable: ${what} (rows ${first.join(', ')}${rows > first.length ? ', …' : ''})`,
    ),
    ...Object.entries(summary.counted).map(([name, rows]) => `${count(rows)} counted: ${name}`),
    `${count(summary.events)} events: ${summary.accepted.toLocaleString('en')} accepted, ${summary.duplicates.toLocaleString('en')} repeats, ${summary.rejected.toLocaleString('en')} refused`,
    ...refusals.map(
      ({ id, errors = [] }) =>
        `           refused ${id ?? ''}: ${errors.map(({ pointer, message }) => `${pointer} ${message}`).join(' ')}`,
    ),
  ].join('\n');
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
