/** Files as they come: whole, cut off, damaged, of another kind, and with rows that do not fit. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CliError, EXIT } from '../cli-error';
import type { Mapping } from './mapping';
import { openRows } from './rows';
import type { Row } from './row-formats';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Buffer): string {
  const file = path.join(folder, `${Math.random()}`);
  writeFileSync(file, content);
  return file;
}

async function read(file: string, format: Partial<Mapping['file']> = {}): Promise<Row[]> {
  const mapping = { title: 'Book', source: '/book', events: [], file: { format: 'csv', ...format } } as Mapping;
  const rows: Row[] = [];
  for await (const row of (await openRows(file, mapping)).rows) rows.push(row);
  return rows;
}

const fieldsOf = (rows: readonly Row[]): object[] => rows.map(({ fields }) => Object.fromEntries(fields));
const refusal = (message: string): object => ({
  constructor: CliError,
  exitCode: EXIT.usage,
  message: expect.stringContaining(message) as string,
});

describe('delimited rows', () => {
  it('given a file, plain or compressed, then its rows have fields by column, the missing ones empty', async () => {
    const text = 'No,What\r\n1,"a, b"\r\n\r\n2\r\n';
    const expected = [
      { No: '', What: '' },
      { No: '1', What: 'a, b' },
      { No: '2', What: '' },
    ];
    expect(fieldsOf(await read(fileOf(text)))).toEqual(expected);
    expect(fieldsOf(await read(fileOf(gzipSync(text))))).toEqual(expected);
  });

  it('given more fields than columns, then the row has a fault, unless nothing is in them', async () => {
    const rows = await read(fileOf('No,What\n1,a,b\n2,a,\n'));
    expect(rows.map(({ fault }) => fault)).toEqual([undefined, 'surplus_fields', undefined]);
  });

  it('given two columns of one name, then it is refused by that name; columns without one may be many', async () => {
    await expect(read(fileOf('No,What,No,,\n1,a,2,,\n'))).rejects.toMatchObject(
      refusal('several columns of one name, and a mapping could not tell them apart: No.'),
    );
    expect(await read(fileOf('No,,\n1,,\n'))).toHaveLength(2);
  });

  it('given a quote that is not closed, then what is wrong is told with the last good row', async () => {
    const file = fileOf('No,What\n1,a\n2,"b\n3,c\n');
    await expect(read(file)).rejects.toMatchObject(
      refusal(`${file} cannot be read after row 1: a quote is opened and never closed`),
    );
  });

  it('given a quote that is not closed in a large file, then it is told before the rest is in memory', async () => {
    const file = fileOf(`No,What\n1,"a\n${'2,b\n'.repeat(1_000_000)}`);
    await expect(read(file)).rejects.toMatchObject(refusal('after row 0: a row is longer than 1 MiB'));
  });
});

describe('rows of JSON', () => {
  it('given objects a line, then nested fields have their path', async () => {
    const rows = await read(fileOf('{"no":1,"who":{"id":"a"}}\n\n{"no":2}'), { format: 'ndjson' });
    expect(fieldsOf(rows)).toEqual([{ no: '1', 'who.id': 'a' }, { no: '1', 'who.id': 'a' }, { no: '2' }]);
  });

  it('given lines that are no object, then each is a row with a fault and the others go on', async () => {
    const rows = await read(fileOf('{"no":1}\n{"no":\n[2]\n{"no":4}\n'), { format: 'ndjson' });
    expect(rows.map(({ number, fault }) => [number, fault])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, 'no_json_object'],
      [3, 'no_json_object'],
      [4, undefined],
    ]);
  });
});

describe('files that cannot be read', () => {
  it.each(['csv', 'ndjson'] as const)('given %s in a gzip stream that is cut off, then it is told', async (format) => {
    const whole = gzipSync(Array.from({ length: 1_000 }, (_, index) => `{"no":${index}}`).join('\n'));
    const file = fileOf(whole.subarray(0, whole.length - 20));
    await expect(read(file, { format })).rejects.toMatchObject(refusal('the file is cut off'));
  });

  it('given a gzip stream that is damaged, then it is told', async () => {
    const damaged = gzipSync('No,What\n1,a\n'.repeat(100)).fill(0xff, 12, 20);
    await expect(read(fileOf(damaged))).rejects.toMatchObject(refusal('its gzip stream is damaged'));
  });

  it('given a folder, no file, or an encoding that does not exist, then it is told before anything is read', async () => {
    const inner = path.join(folder, 'inner');
    mkdirSync(inner);
    await expect(read(inner)).rejects.toMatchObject(refusal(`${inner} is a folder; give a file.`));
    await expect(read(path.join(folder, 'none'))).rejects.toMatchObject(refusal('cannot be opened: ENOENT'));
    await expect(read(fileOf('No\n1\n'), { encoding: 'utf-88' })).rejects.toMatchObject(
      refusal('The encoding "utf-88" that the mapping names is not known.'),
    );
  });
});
