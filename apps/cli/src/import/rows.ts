/** The rows of a file as a stream: CSV, TSV or NDJSON, gzip or plain, in any encoding, in constant memory. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { CliError, EXIT } from '../cli-error';
import type { Mapping } from './mapping';

export interface Row {
  /** 1 for the first row of data. */
  readonly number: number;
  readonly fields: ReadonlyMap<string, string>;
}

export interface OpenedFile {
  /** Size on disk, and how much of it was read so far, in bytes. */
  readonly bytes: number;
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<Row>;
}

const GZIP_MAGIC = [0x1f, 0x8b];

/** @throws CliError where the file or the encoding is not there; rows reject where a line cannot be read */
export async function openRows(file: string, { file: format }: Mapping): Promise<OpenedFile> {
  const encoding = format.encoding ?? 'utf-8';
  if (!iconv.encodingExists(encoding))
    throw new CliError('The encoding that the mapping names is not known.', EXIT.usage);
  const { bytes, isGzip } = await inspect(file);
  const raw = createReadStream(file);
  const inflated: Readable = isGzip ? raw.pipe(createGunzip()) : raw;
  raw.once('error', (error) => inflated.destroy(error));
  const text = inflated.pipe(iconv.decodeStream(encoding, { stripBOM: true })) as unknown as Readable;
  inflated.once('error', (error) => text.destroy(error));
  const rows = format.format === 'ndjson' ? ndjsonRows(text) : delimitedRows(text, format);
  return { bytes, bytesRead: () => raw.bytesRead, rows };
}

async function inspect(file: string): Promise<{ bytes: number; isGzip: boolean }> {
  const handle = await open(file).catch((error: unknown) => {
    throw new CliError(
      `The file cannot be opened: ${error instanceof Error ? error.message : 'no reason given'}`,
      EXIT.usage,
    );
  });
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { bytes: (await handle.stat()).size, isGzip: GZIP_MAGIC.every((byte, index) => buffer[index] === byte) };
  } finally {
    await handle.close();
  }
}

async function* delimitedRows(text: Readable, format: Mapping['file']): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: format.delimiter ?? (format.format === 'tsv' ? '\t' : ','),
    quote: format.quote === undefined ? (format.format === 'tsv' ? null : '"') : format.quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  });
  text.once('error', (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  let number = 0;
  for await (const record of text.pipe(parser) as AsyncIterable<string[]>) {
    if (!header) {
      header = record.map((name) => name.trim());
      yield { number: 0, fields: new Map(header.map((name) => [name, ''])) };
      continue;
    }
    number += 1;
    yield { number, fields: new Map(header.map((name, column) => [name, (record[column] ?? '').trim()])) };
  }
}

async function* ndjsonRows(text: Readable): AsyncGenerator<Row> {
  let number = 0;
  for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const fields = flatten(JSON.parse(line) as unknown);
    if (number === 0) yield { number: 0, fields };
    number += 1;
    yield { number, fields };
  }
}

/** Fields of nested objects under their dotted path. */
function flatten(value: unknown, prefix = ''): Map<string, string> {
  const fields = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return fields;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null)
      for (const [name, text] of flatten(inner, `${prefix}${key}.`)) fields.set(name, text);
    else if (inner !== null && inner !== undefined)
      fields.set(prefix + key, String(inner as string | number | boolean));
  }
  return fields;
}
