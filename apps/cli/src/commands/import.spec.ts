/** `plumbline import` as a user gives it, against a gateway that takes everything. */
import { Command } from 'commander';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { EXIT } from '../cli-error';
import { register } from './import';

const MAPPING = `
title: Complaints book
source: /import/book
file: { format: csv, timeZone: Asia/Shanghai }
events:
  - type: complaint.registered
    id: 'book-{No}'
    time: { time: '{Received}', format: 'yyyy-MM-dd HH:mm' }
    branch: B001
    data: { complaint_id: 'book-{No}', channel: phone }
`;

const STAFF_MAPPING = MAPPING.replace('channel: phone', 'channel: phone, registered_by: { staff: "{Who}" }');

const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-import-'));
const posted: string[] = [];
const gateway = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    const ids = body.split('\n').map((line) => (JSON.parse(line) as { id: string }).id);
    posted.push(...ids);
    response.writeHead(202).end(JSON.stringify({ accepted: ids.length, duplicates: 0, rejected: 0, results: [] }));
  });
});
const printed = jest.spyOn(console, 'log').mockImplementation();

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  writeFileSync(path.join(folder, 'book.yaml'), MAPPING);
  writeFileSync(path.join(folder, 'staff.yaml'), STAFF_MAPPING);
});
beforeEach(() => {
  posted.length = 0;
  printed.mockClear();
});
afterEach(() => (process.exitCode = undefined));
afterAll(() => {
  gateway.close();
  printed.mockRestore();
  rmSync(folder, { recursive: true });
});

async function importOf(text: string, ...options: string[]): Promise<void> {
  await importBy('book.yaml', text, ...options);
}

async function importBy(mapping: string, text: string, ...options: string[]): Promise<void> {
  const file = path.join(folder, 'book.csv');
  writeFileSync(file, text);
  const to = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  register(program);
  const map = path.join(folder, mapping);
  await program.parseAsync(['node', 'plumbline', 'import', file, '--map', map, '--to', to, ...options]);
}

const summary = (): unknown => JSON.parse(String(printed.mock.calls[0]?.[0]));
const rows = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${index + 1},2026-11-03 09:40\n`).join('');

describe('plumbline import', () => {
  it('given rows that fit, then all are posted and the summary counts them', async () => {
    await importOf(`No,Received\n${rows(2_500)}`, '--json');
    expect(posted).toHaveLength(2_500);
    expect(summary()).toMatchObject({ rows: 2_500, events: 2_500, accepted: 2_500, unreadable: {} });
    expect(process.exitCode).toBeUndefined();
  });

  it('given a file that breaks off, then the rows before are posted, told by number, and the exit code is 2', async () => {
    const reading = importOf(`No,Received\n${rows(1_200)}1201,"2026-11-03 09:40\n${rows(3)}`, '--json');
    await expect(reading).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: expect.stringMatching(/after row 1200: a quote .* The 1,200 rows before were posted\./) as string,
    });
    expect(posted).toHaveLength(1_200);
    expect(summary()).toMatchObject({
      rows: 1_200,
      accepted: 1_200,
      broken: expect.stringContaining('after row 1200') as string,
    });
  });

  it('given an empty file, then it is told with the columns that the mapping reads; columns without rows are no fault', async () => {
    await expect(importOf('')).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: 'The file is empty. The mapping "Complaints book" reads these columns: No, Received.',
    });
    await importOf('No,Received\n', '--json');
    expect(summary()).toMatchObject({ rows: 0, events: 0 });
  });

  it('given a row with surplus fields, then it is counted as unreadable with its number and not posted', async () => {
    await importOf('No,Received\n1,2026-11-03 09:40\n2,2026-11-03 09:40,what is this\n', '--json');
    expect(posted).toEqual(['book-1']);
    expect(summary()).toMatchObject({ rows: 2, unreadable: { surplus_fields: { count: 1, rows: [2] } } });
    expect(process.exitCode).toBe(EXIT.findings);
  });

  it('given a preview of two events, then they are printed and nothing is posted', async () => {
    await importOf(`No,Received\n${rows(5)}`, '--preview', '2');
    expect(printed).toHaveBeenCalledTimes(2);
    expect(posted).toEqual([]);
  });

  it('given staff and no key, then a preview shows placeholders and an import is refused; neither makes a key', async () => {
    const noted = jest.spyOn(console, 'error').mockImplementation();
    process.env['DATA_DIR'] = path.join(folder, 'data');
    try {
      await importBy('staff.yaml', 'No,Received,Who\n1,2026-11-03 09:40,Wang\n', '--preview', '1');
      expect(summary()).toMatchObject({ data: { registered_by: 's_preview_1' } });
      expect(noted.mock.calls).toEqual([[expect.stringContaining('a preview takes no key')]]);
      const importing = importBy('staff.yaml', 'No,Received,Who\n1,2026-11-03 09:40,Wang\n');
      await expect(importing).rejects.toMatchObject({ exitCode: EXIT.usage });
      expect(posted).toEqual([]);
      expect(existsSync(path.join(folder, 'data'))).toBe(false);
    } finally {
      delete process.env['DATA_DIR'];
      noted.mockRestore();
    }
  });

  it.each(['x', '0', '-1', '1.5', ''])('given a preview of "%s" events, then it is refused', async (events) => {
    await expect(importOf('No,Received\n', '--preview', events)).rejects.toThrow('Give a whole number from 1.');
  });
});
