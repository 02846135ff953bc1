import { Pseudonymiser } from '@plumbline/access';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EXIT } from '../cli-error';
import { previewPseudonyms, staffPseudonyms } from './staff-pseudonyms';

const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

describe('pseudonyms of staff', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-staff-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('given no key, then it is told how to give the platform’s, and none is made', async () => {
    await expect(staffPseudonyms({ DATA_DIR: path.join(dataDir, 'data') })).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: expect.stringMatching(/no key for them in .*data\. Set DATA_DIR .* or PSEUDONYM_KEY/) as string,
    });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('given the key that the platform made, then it is used', async () => {
    const platform = await Pseudonymiser.open({ key: undefined, dataDir });
    const staffRef = await staffPseudonyms({ DATA_DIR: dataDir });
    expect(staffRef('Wang')).toBe(`s_${platform.customerRef('staff/Wang').slice(2, 24)}`);
  });

  it('given one key as text and as a file, then pseudonyms are the same wherever the command runs', async () => {
    const file = path.join(dataDir, 'key');
    writeFileSync(file, `${KEY}\n`);
    const asText = await staffPseudonyms({ PSEUDONYM_KEY: KEY, DATA_DIR: dataDir });
    const asFile = await staffPseudonyms({ PSEUDONYM_KEY_FILE: file });
    expect(asText('Wang')).toMatch(/^s_[\w-]{22}$/);
    expect(asFile('Wang')).toBe(asText('Wang'));
  });

  it.each([
    ['is too short', { PSEUDONYM_KEY: 'beef' }, 'PSEUDONYM_KEY must be 32 bytes'],
    ['is a file that is not there', { PSEUDONYM_KEY_FILE: '/nowhere/key' }, 'ENOENT'],
  ])('given a key that %s, then it is told', async (_how, environment, message) => {
    const opening = staffPseudonyms({ ...environment, DATA_DIR: dataDir });
    await expect(opening).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: expect.stringContaining(message) as string,
    });
  });

  it('given a preview, then staff are numbered as they appear, without a key', () => {
    expect(['Wang', 'Li', 'Wang'].map(previewPseudonyms())).toEqual(['s_preview_1', 's_preview_2', 's_preview_1']);
  });
});
