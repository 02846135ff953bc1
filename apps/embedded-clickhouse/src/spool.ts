// The data of an INSERT on its way to a file: the engine reads inline data only up to a blank line and would run the rest as SQL.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exceptions } from './errors';
import { insertWithData } from './statement';

/** What came of a request's text: a statement to run as it is, or one that reads its data from a file. */
export interface SpooledStatement {
  readonly sql: string;
  /** Takes the data's file away; call it when the statement has run. */
  readonly remove: () => Promise<void>;
}

/** Longest statement, without its data. */
const LONGEST_STATEMENT_BYTES = 16 * 2 ** 20;
const NOTHING_TO_REMOVE = async (): Promise<void> => undefined;

/**
 * Reads a request's text (query, then body) as far as its statement goes; data behind an INSERT goes to a file of `folder`.
 * Text is handled byte by byte (latin1) until the statement stands, so that a character cut by a chunk does no harm.
 * @param folder the process's working directory, against which the engine resolves names
 */
export async function spoolStatement(
  query: string,
  body: AsyncIterable<Buffer>,
  folder: string,
): Promise<SpooledStatement> {
  const chunks = body[Symbol.asyncIterator]();
  let text: Buffer = query === '' ? Buffer.alloc(0) : Buffer.from(`${query}\n`);
  for (;;) {
    const { value, done } = (await chunks.next()) as IteratorResult<Buffer, undefined>;
    if (done !== true) text = Buffer.concat([text, value]);
    const insert = insertWithData(text.toString('latin1'), done === true || text.length > LONGEST_STATEMENT_BYTES);
    if (insert) {
      const name = `spool-${randomUUID()}`;
      const file = path.join(folder, name);
      const remove = (): Promise<void> => rm(file, { force: true });
      await writeData(file, text.subarray(insert.dataStart), chunks, remove);
      return { sql: Buffer.from(insert.fromFile(name), 'latin1').toString('utf8'), remove };
    }
    if (done === true) return { sql: text.toString('utf8').trim(), remove: NOTHING_TO_REMOVE };
    if (text.length > LONGEST_STATEMENT_BYTES) throw exceptions.queryTooLarge(LONGEST_STATEMENT_BYTES);
  }
}

async function writeData(
  file: string,
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  remove: () => Promise<void>,
): Promise<void> {
  const data = async function* (): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  };
  try {
    await pipeline(Readable.from(data()), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await remove();
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE'].includes(code)) throw exceptions.diskFull(code);
    throw error;
  }
}
