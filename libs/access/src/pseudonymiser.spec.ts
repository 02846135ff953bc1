/** Pseudonyms and their key. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pseudonymiser } from './pseudonymiser';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'pseudonyms-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

const keyFile = (): string => path.join(dataDir, 'pseudonym.key');
const HEX_KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

describe('customerRef', () => {
  it('given a key and a customer id, when the pseudonym is made, then it is their HMAC-SHA-256', () => {
    // printf 100200300 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f -binary | basenc --base64url
    const expected = 'c_nwnNGjtEsxO6mbyadO5IYDRrhujFJQfadSSrk4UOAag';
    const pseudonymiser = Pseudonymiser.fromKey(Buffer.from(HEX_KEY, 'hex'));
    expect(pseudonymiser.customerRef('100200300')).toBe(expected);
  });

  it('given two customers or two keys, when pseudonyms are made, then they differ', () => {
    const one = Pseudonymiser.fromKey(Buffer.alloc(32, 1));
    const other = Pseudonymiser.fromKey(Buffer.alloc(32, 2));
    const refs = [one.customerRef('a'), one.customerRef('b'), other.customerRef('a')];
    expect(new Set(refs).size).toBe(3);
    expect(one.customerRef('a')).toBe(refs[0]);
  });
});

describe('the key from the environment', () => {
  it('given the same bytes as hex, base64 and base64url, when opened, then pseudonyms are the same', async () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));
    const refs = await Promise.all(
      (['hex', 'base64', 'base64url'] as const).map(async (encoding) => {
        const pseudonymiser = await Pseudonymiser.open({ key: bytes.toString(encoding), dataDir });
        return pseudonymiser.customerRef('a');
      }),
    );
    expect(new Set(refs)).toEqual(new Set([Pseudonymiser.fromKey(bytes).customerRef('a')]));
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each([
    ['too short', 'deadbeef'],
    ['hex with a digit lost', HEX_KEY.slice(1)],
    ['words', 'correct horse battery staple, correct horse battery staple'],
    ['empty', ''],
  ])(
    'given a key that is %s, when opened, then the message says how to make one and repeats nothing',
    async (_kind, key) => {
      const opened = Pseudonymiser.open({ key, dataDir });
      await expect(opened).rejects.toMatchObject({
        code: 'pseudonym_key',
        message: 'PSEUDONYM_KEY must be 32 bytes or more as hex or base64; make one with: openssl rand -hex 32',
      });
    },
  );
});

describe('the key in the data directory', () => {
  it('given none, when opened, then one is generated that only its owner may read, and no draft is left', async () => {
    await Pseudonymiser.open({ key: undefined, dataDir });
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    expect(await readFile(keyFile(), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await readdir(dataDir)).toEqual(['pseudonym.key']);
  });

  it('given none, when the existing one is opened, then there is none and none is made', async () => {
    expect(await Pseudonymiser.openExisting({ key: undefined, dataDir })).toBeUndefined();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('given one, when the existing one is opened, then pseudonyms are the same', async () => {
    const owner = await Pseudonymiser.open({ key: undefined, dataDir });
    const guest = await Pseudonymiser.openExisting({ key: undefined, dataDir });
    expect(guest?.customerRef('a')).toBe(owner.customerRef('a'));
  });

  it('given a data directory that is not there yet, when opened, then it is made', async () => {
    const nested = path.join(dataDir, 'bank', 'data');
    await Pseudonymiser.open({ key: undefined, dataDir: nested });
    expect(await readdir(nested)).toEqual(['pseudonym.key']);
  });

  it('given several openings at once and one later, when pseudonyms are made, then all have the same key', async () => {
    const together = Array.from({ length: 8 }, () => Pseudonymiser.open({ key: undefined, dataDir }));
    const later = Promise.all(together).then(() => Pseudonymiser.open({ key: undefined, dataDir }));
    const all = await Promise.all([...together, later]);
    expect(new Set(all.map((pseudonymiser) => pseudonymiser.customerRef('a'))).size).toBe(1);
  });

  it.each([0o644, 0o640, 0o604, 0o620])(
    'given the mode %o, when opened, then it is refused and chmod is told',
    async (mode) => {
      await writeFile(keyFile(), `${HEX_KEY}\n`);
      await chmod(keyFile(), mode);
      await expect(Pseudonymiser.open({ key: undefined, dataDir })).rejects.toMatchObject({
        code: 'pseudonym_key',
        message: expect.stringContaining(`chmod 600 ${keyFile()}`) as string,
      });
    },
  );

  it('given a file that is no key, when opened, then it is refused by its name and not replaced', async () => {
    await writeFile(keyFile(), 'half a k', { mode: 0o600 });
    await expect(Pseudonymiser.open({ key: undefined, dataDir })).rejects.toThrow(
      `The pseudonym key in ${keyFile()} must be`,
    );
    expect(await readFile(keyFile(), 'utf8')).toBe('half a k');
  });
});
