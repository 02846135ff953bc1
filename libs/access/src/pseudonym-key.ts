/** The key of the pseudonyms: read from text, or kept in a file that only its owner may read. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';

export const PSEUDONYM_KEY_BYTES = 32;
const OTHERS_MAY = 0o077;
const HEX = /^[0-9a-fA-F]+$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** A key that cannot be used; the message says how to mend it and repeats nothing of the key. */
export class PseudonymKeyError extends Error {
  readonly code = 'pseudonym_key';

  constructor(message: string) {
    super(message);
    this.name = 'PseudonymKeyError';
  }
}

/**
 * The bytes of a key written as hex, base64 or base64url.
 * @param origin where it came from, for the message
 * @throws PseudonymKeyError
 */
export function parseKey(text: string, origin: string): Buffer {
  const key = HEX.test(text) ? fromHex(text) : BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (key && key.length >= PSEUDONYM_KEY_BYTES) return key;
  throw new PseudonymKeyError(
    `${origin} must be ${PSEUDONYM_KEY_BYTES} bytes or more as hex or base64; make one with: openssl rand -hex 32`,
  );
}

/** The key in `file`, which is generated at the first call. Several processes that start at once get the same one. */
export async function keptKey(file: string): Promise<Buffer> {
  return (await readKey(file)) ?? (await generateOnce(file)) ?? missing(file);
}

/** The key in `file`; undefined where there is no such file. @throws PseudonymKeyError where it is no key, or others may read it */
export async function readKey(file: string): Promise<Buffer | undefined> {
  const handle = await open(file, 'r').catch(unlessCode('ENOENT'));
  if (!handle) return undefined;
  try {
    const { mode } = await handle.stat();
    if ((mode & OTHERS_MAY) !== 0) {
      throw new PseudonymKeyError(`Others than its owner may read the pseudonym key ${file}. Run: chmod 600 ${file}`);
    }
    return parseKey((await handle.readFile('utf8')).trim(), `The pseudonym key in ${file}`);
  } finally {
    await handle.close();
  }
}

/**
 * Writes a new key beside its place, flushes it, and links it there: a half-written key is never seen, and none is ever replaced,
 * since with another key no customer would be recognised again.
 */
async function generateOnce(file: string): Promise<Buffer | undefined> {
  const directory = path.dirname(file);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    await writeFlushed(draft, `${randomBytes(PSEUDONYM_KEY_BYTES).toString('hex')}\n`);
    await link(draft, file).catch(unlessCode('EEXIST'));
    await flush(directory);
  } finally {
    await rm(draft, { force: true });
  }
  return readKey(file);
}

async function writeFlushed(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function flush(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(file: string): never {
  throw new PseudonymKeyError(`The pseudonym key ${file} was removed while it was read. Start again.`);
}

function fromHex(text: string): Buffer | undefined {
  return text.length % 2 === 0 ? Buffer.from(text, 'hex') : undefined;
}

function unlessCode(expected: string): (error: unknown) => undefined {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === expected) return undefined;
    throw error;
  };
}
