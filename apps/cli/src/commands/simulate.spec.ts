/** `plumbline simulate` as a user gives it: a file and its truth, the same again, and what does not fit. */
import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { register } from './simulate';

const BANK = ['--branches', '2', '--days', '3', '--until', '2026-03-05', '--json'];

describe('plumbline simulate', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-simulate-'));
  const printed = jest.spyOn(console, 'log').mockImplementation();
  beforeEach(() => printed.mockClear());
  afterAll(() => {
    printed.mockRestore();
    rmSync(folder, { recursive: true });
  });

  const inFolder = (name: string): string => path.join(folder, name);
  const simulate = async (...options: string[]): Promise<void> => {
    const program = new Command();
    register(program);
    await program.parseAsync(['node', 'plumbline', 'simulate', ...options]);
  };

  it('given a file, then the events stand in it, the truth beside it, and the summary is printed', async () => {
    await simulate(...BANK, '--out', inFolder('bank.ndjson'), '--truth', inFolder('truth.json'));
    const lines = readFileSync(inFolder('bank.ndjson'), 'utf8').trimEnd().split('\n');
    expect(printed.mock.calls).toEqual([[JSON.stringify({ file: inFolder('bank.ndjson'), written: lines.length })]]);
    const truth = JSON.parse(readFileSync(inFolder('truth.json'), 'utf8')) as {
      branchTruths: Record<string, { arrivals: Record<string, number> }>;
    };
    const arrived = lines.filter((line) => line.includes('plumbline.visit.arrived.v1')).length;
    const counted = Object.values(truth.branchTruths).flatMap(({ arrivals }) => Object.values(arrivals));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(arrived);
    expect(truth).toMatchObject({ seed: 20260301, branches: 2, from: '2026-03-02', timeZone: 'Asia/Shanghai' });
  });

  it('given the same options again, then the same bytes', async () => {
    await simulate(...BANK, '--out', inFolder('again.ndjson'));
    expect(readFileSync(inFolder('again.ndjson')).equals(readFileSync(inFolder('bank.ndjson')))).toBe(true);
  });

  it('given a truth that cannot be written, then it is told before the work', async () => {
    const refused = simulate(...BANK, '--out', inFolder('early.ndjson'), '--truth', inFolder('missing/truth.json'));
    await expect(refused).rejects.toThrow('missing/truth.json cannot be written: ENOENT');
    expect(readFileSync(inFolder('early.ndjson'), 'utf8')).toBe('');
  });
});
