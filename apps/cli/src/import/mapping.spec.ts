import { allEventTypes } from '@plumbline/events';
import { CliError } from '../cli-error';
import { currentWireType } from './event-types';
import { mapRows, newCounts, type RowCounts } from './map-rows';
import { namesStaff, parseMapping } from './mapping';
import type { Row } from './row-formats';

const MAPPING = `
title: Complaints book
source: /import/book
file: { format: csv, delimiter: ';', timeZone: Asia/Shanghai }
skip:
  - { reason: no_number, when: { value: '{No}', empty: true } }
count:
  loud: { value: '{What}', matches: '!' }
values:
  at: { time: '{Received}', format: 'd/M/yyyy HH:mm' }
events:
  - type: complaint.registered
    id: 'book-{No}'
    time: '{at}'
    branch: { text: '{Office}', map: { Harbour: B001 } }
    data:
      complaint_id: 'book-{No}'
      channel: { text: '{How}', map: { Tel: phone }, otherwise: email }
      cause_code: { slug: '{What}' }
      handler: { staff: '{Who}' }
      again: { flag: { value: '{No}', greaterThan: 17 } }
`;
const COLUMNS = ['No', 'Received', 'Office', 'How', 'What', 'Who'];

async function* rowsOf(...rows: readonly (readonly string[])[]): AsyncGenerator<Row> {
  for (const [number, cells] of [COLUMNS, ...rows].entries()) {
    yield { number, fields: new Map(COLUMNS.map((column, index) => [column, cells[index] ?? ''])) };
  }
}

async function imported(...rows: readonly (readonly string[])[]): Promise<{ events: unknown[]; counts: RowCounts }> {
  const mapping = parseMapping(MAPPING, 'book.yaml');
  const counts = newCounts(mapping);
  const events: unknown[] = [];
  for await (const event of mapRows(rowsOf(...rows), mapping, counts, (name) => `s_${name.length}`)) events.push(event);
  return { events, counts };
}

describe('mappings', () => {
  it('given a row, then its event has times with offset, mapped values, pseudonyms, and no empty fields', async () => {
    const { events } = await imported(['17', '3/11/2026 09:40', 'Harbour', 'Tel', 'Rude clerk!', '']);
    expect(events).toEqual([
      {
        specversion: '1.0',
        id: 'book-17',
        source: '/import/book',
        type: 'plumbline.complaint.registered.v1',
        time: '2026-11-03T09:40:00+08:00',
        branchid: 'B001',
        data: { complaint_id: 'book-17', channel: 'phone', cause_code: 'rude-clerk', again: false },
      },
    ]);
  });

  it('given rows that are skipped or cannot be read, then each is counted by its reason with its number', async () => {
    const { events, counts } = await imported(
      ['', '3/11/2026 09:40', 'Harbour', 'Tel', 'x', ''],
      ['18', '31/2/2026 09:40', 'Harbour', 'Mail', 'Loud!', 'Wang'],
      ['19', '3/11/2026 09:41', 'Moon', 'Mail', 'x', 'Wang'],
      ['20', '3/11/2026 09:42', 'Harbour', 'Mail', 'x', 'Wang'],
    );
    expect(events).toHaveLength(1);
    expect(counts).toEqual({
      rows: 4,
      events: 1,
      skipped: { no_number: 1 },
      counted: { loud: 1 },
      unreadable: {
        'no_time_in Received': { count: 1, rows: [2] },
        'unknown_value_of Office': { count: 1, rows: [3] },
      },
    });
  });

  it('given a file without a column, then the message names it, the nearest one, and what the file has', async () => {
    const mapping = parseMapping(MAPPING.replace("'{Received}'", "'{Recieved}'"), 'book.yaml');
    const reading = mapRows(rowsOf(), mapping, newCounts(mapping), String).next();
    await expect(reading).rejects.toThrow('"Recieved" (did you mean "Received"?)');
    await expect(mapRows(rowsOf(), mapping, newCounts(mapping), String).next()).rejects.toThrow(
      'The file has: No, Received',
    );
  });

  it('given a mapping that does not fit the format, then every fault is told with its line', () => {
    const wrong = MAPPING.replace('    id:', '    idd:').replace('format: csv', 'format: xls');
    expect(() => parseMapping(wrong, 'book.yaml')).toThrow(CliError);
    expect(() => parseMapping(wrong, 'book.yaml')).toThrow(
      /line 4: file\.format must be one of csv, tsv, ndjson[\s\S]*events\.0 lacks the key "id"/,
    );
  });

  it('given a type, a time zone and a pattern that do not exist, then each is told with its line and what is near', () => {
    const wrong = MAPPING.replace('complaint.registered', 'complaint.registred')
      .replace('Asia/Shanghai', 'Asia/Shangai')
      .replace("matches: '!'", "matches: '('");
    expect(() => parseMapping(wrong, 'book.yaml')).toThrow(
      /line 4: file\.timeZone "Asia\/Shangai" is not an IANA time zone \(did you mean "Asia\/Shanghai"\?\)\n {2}line 12: events\.0\.type "complaint\.registred" is no event of the catalogue \(did you mean "complaint\.registered"\?\)\n {2}line 8: count\.loud\.matches is no regular expression/,
    );
  });

  it('given a type that nothing is near to, then the message lists what there is', () => {
    const wrong = MAPPING.replace('complaint.registered', 'weather.observed');
    expect(() => parseMapping(wrong, 'book.yaml')).toThrow(/there are complaint\.registered, .*visit\.arrived/);
  });

  it('given an event of the catalogue, then its current version is sent', () => {
    const current = allEventTypes().filter((eventType) => eventType.current);
    expect(current.map(({ family, event }) => currentWireType(`${family}.${event}`))).toEqual(
      current.map(({ type }) => type),
    );
    expect(currentWireType('survey.response_submitted')).not.toBe('plumbline.survey.response_submitted.v1');
  });

  it('given staff in a value, a field or within a list, then a mapping names staff; a field of that name alone does not', () => {
    const naming = (data: string): boolean =>
      namesStaff(parseMapping(MAPPING.replace("handler: { staff: '{Who}' }", data), 'book.yaml'));
    expect(naming("handler: { staff: '{Who}' }")).toBe(true);
    expect(naming("steps: { list: [{ by: { first: [{ staff: '{Who}' }, x] } }] }")).toBe(true);
    expect(naming("staff: '{Who}'")).toBe(false);
  });
});
