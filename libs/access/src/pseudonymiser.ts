/** Keyed pseudonyms of customers: HMAC-SHA-256 (RFC 2104) under a key that only the bank has. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { keptKey, parseKey, PSEUDONYM_KEY_BYTES, PseudonymKeyError, readKey } from './pseudonym-key';

const KEY_FILE = 'pseudonym.key';

export interface KeySource {
  /** Key as hex or base64, 32 bytes or more; from the environment (`PSEUDONYM_KEY`). */
  readonly key: string | undefined;
  /** Where the key is kept that is generated where none is given. */
  readonly dataDir: string;
}

export class Pseudonymiser {
  private constructor(private readonly key: KeyObject) {}

  /** @throws PseudonymKeyError where the key is shorter than 32 bytes */
  static fromKey(key: Buffer): Pseudonymiser {
    if (key.length < PSEUDONYM_KEY_BYTES) {
      throw new PseudonymKeyError(
        `The pseudonym key has ${key.length} bytes; at least ${PSEUDONYM_KEY_BYTES} are needed.`,
      );
    }
    return new Pseudonymiser(createSecretKey(key));
  }

  /**
   * Takes the key given, else the one kept in the data directory, which is generated there once (mode 0600).
   * @throws PseudonymKeyError where the key is malformed, too short, or others may read it
   */
  static async open({ key, dataDir }: KeySource): Promise<Pseudonymiser> {
    return Pseudonymiser.fromKey(
      key === undefined ? await keptKey(path.join(dataDir, KEY_FILE)) : parseKey(key, 'PSEUDONYM_KEY'),
    );
  }

  /**
   * As `open`, for whoever shares the key and does not own it: undefined where there is none yet.
   * @throws PseudonymKeyError as `open`
   */
  static async openExisting({ key, dataDir }: KeySource): Promise<Pseudonymiser | undefined> {
    const found = key === undefined ? await readKey(path.join(dataDir, KEY_FILE)) : parseKey(key, 'PSEUDONYM_KEY');
    return found && Pseudonymiser.fromKey(found);
  }

  /** The `customer_ref` of a customer, `c_` and 256 bits in base64url: the same for the same id, and of no use without the key. */
  customerRef(customerId: string): string {
    return `c_${createHmac('sha256', this.key).update(customerId).digest('base64url')}`;
  }
}
