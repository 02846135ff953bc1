/** Keyed pseudonyms of customers: HMAC-SHA-256 under a key that only the bank has. */
import { createHmac, randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const KEY_BYTES = 32;
const KEY_FILE = 'pseudonym.key';
const OTHERS_MAY_READ = 0o077;

export interface KeySource {
  /** Key as hex or base64, 32 bytes or more; from the environment. */
  readonly key: string | undefined;
  /** Where the key is kept that is generated where none is given. */
  readonly dataDir: string;
}

/** A key that cannot be used; the message says how to mend it. */
export class PseudonymKeyError extends Error {
  readonly code = 'pseudonym_key';

  constructor(message: string) {
    super(message);
    this.name = 'PseudonymKeyError';
  }
}

export class Pseudonymiser {
  private constructor(private readonly key: Buffer) {}

  static fromKey(key: Buffer): Pseudonymiser {
    if (key.length < KEY_BYTES)
      throw new PseudonymKeyError(`The pseudonym key has ${key.length} bytes; at least ${KEY_BYTES} are needed.`);
    return new Pseudonymiser(key);
  }

  /** Takes the key given, else the one kept in the data directory, which is generated there once (mode 0600). */
  static async open({ key, dataDir }: KeySource): Promise<Pseudonymiser> {
    return Pseudonymiser.fromKey(key === undefined ? await keptKey(path.join(dataDir, KEY_FILE)) : parseKey(key));
  }

  /** The `customer_ref` of a customer: the same for the same id, and of no use to whoever lacks the key. */
  customerRef(customerId: string): string {
    return `c_${createHmac('sha256', this.key).update(customerId).digest('base64url')}`;
  }
}

function parseKey(text: string): Buffer {
  const key = /^(?:[0-9a-fA-F]{2})+$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length < KEY_BYTES) {
    throw new PseudonymKeyError(
      'PSEUDONYM_KEY must be 32 bytes or more as hex or base64; make one with: openssl rand -hex 32',
    );
  }
  return key;
}

async function keptKey(file: string): Promise<Buffer> {
  await generateOnce(file);
  const { mode } = await stat(file);
  if ((mode & OTHERS_MAY_READ) !== 0) {
    throw new PseudonymKeyError(`Others may read the pseudonym key ${file}. Run: chmod 600 ${file}`);
  }
  return parseKey((await readFile(file, 'utf8')).trim());
}

/** Writes a new key beside its place and links it there, so that a half-written key is never seen and none is replaced. */
async function generateOnce(file: string): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) return;
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
