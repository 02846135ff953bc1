/** The rows of a file as a stream: CSV, TSV or NDJSON, gzip or plain, in any encoding, in constant memory. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Duplex, type Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { CliError, EXIT } from '../cli-error';
import type { Mapping } from './mapping';
import { delimitedRows, ndjsonRows, type Row } from './row-formats';

export interface OpenedFile {
  /** Size on disk, and how much of it was read so far, in bytes. */
  readonly bytes: number;
  readonly bytesRead: () => number;
  /** Row 0 has the names of the columns; an empty file has no row at all. */
  readonly rows: AsyncIterable<Row>;
}

const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * Opens a file; `rows` reject with a CliError where it cannot be read on.
 * @throws CliError where the file or the encoding is not there
 */
export async function openRows(file: string, { file: format }: Mapping): Promise<OpenedFile> {
  const encoding = format.encoding ?? 'utf-8';
  if (!iconv.encodingExists(encoding)) {
    throw new CliError(`The encoding "${format.encoding}" that the mapping names is not known.`, EXIT.usage);
  }
  const { bytes, isGzip } = await inspect(file);
  const raw = createReadStream(file);
  const decoded = iconv.decodeStream(encoding, { stripBOM: true }) as unknown as Duplex;
  const steps = isGzip ? [createGunzip(), decoded] : [decoded];
  // A fault anywhere reaches whoever reads the text, as the rejection of the next row.
  const text = pipeline([raw, ...steps], () => undefined) as unknown as Readable;
  const rows = format.format === 'ndjson' ? ndjsonRows(text) : delimitedRows(text, format);
  return { bytes, bytesRead: () => raw.bytesRead, rows: explained(rows, file) };
}

async function inspect(file: string): Promise<{ bytes: number; isGzip: boolean }> {
  const handle = await open(file).catch((error: unknown) => {
    throw new CliError(`The file cannot be opened: ${(error as Error).message}`, EXIT.usage);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new CliError(`${file} is ${stat.isDirectory() ? 'a folder' : 'no regular file'}; give a file.`, EXIT.usage);
    }
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { bytes: stat.size, isGzip: GZIP_MAGIC.every((byte, index) => buffer[index] === byte) };
  } finally {
    await handle.close();
  }
}

/** What makes a file unreadable from some place on, by the code that zlib, the parser or the system gives it. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'its gzip stream ends before its end: the file is cut off',
  Z_DATA_ERROR: 'its gzip stream is damaged',
  CSV_QUOTE_NOT_CLOSED:
    'a quote is opened and never closed; where quotes are plain text, the mapping has to say "quote: null"',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 1 MiB; most likely a quote is opened and not closed',
};

async function* explained(rows: AsyncIterable<Row>, file: string): AsyncGenerator<Row> {
  let last = 0;
  try {
    for await (const row of rows) {
      last = row.number;
      yield row;
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new CliError(`${file} cannot be read after row ${last}: ${EXPLANATIONS[code] ?? message}.`, EXIT.usage, {
      cause: error,
    });
  }
}
