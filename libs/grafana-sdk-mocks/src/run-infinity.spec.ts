/** One Infinity query: its request, its frame, and what its backend does silently. */
import { recordsOf } from './frame';
import type { InfinityQuery } from './infinity-query';
import { frameFrom, requestOf, runInfinity } from './run-infinity';
import { interpolate } from './variables';

const RANGE = { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 2, 31, 8, 30, 0, 250) };

function query(changes: Partial<InfinityQuery> = {}): InfinityQuery {
  return {
    refId: 'A',
    type: 'json',
    parser: 'backend',
    source: 'url',
    format: 'table',
    url: '/scores',
    url_options: { method: 'GET', params: [] },
    root_selector: 'rows',
    columns: [
      { selector: 'time', text: 'Time', type: 'timestamp' },
      { selector: 'group.branch', text: 'branch', type: 'string' },
      { selector: 'score', text: 'Score', type: 'number' },
    ],
    ...changes,
  };
}

const ANSWER = {
  rows: [
    { time: '2026-03-01T00:00:00+08:00', group: { branch: 'B001' }, score: 70 },
    { time: '2026-03-01T00:00:00+08:00', group: { branch: 'B002' }, score: null },
    { time: '2026-03-02T00:00:00+08:00', group: { branch: 'B001' }, score: 72.5 },
  ],
};
const [FIRST, SECOND] = [Date.UTC(2026, 1, 28, 16), Date.UTC(2026, 2, 1, 16)];

describe('requestOf', () => {
  it('given macros and variables in parameters, then the API gets instants and values', () => {
    const params = [
      { key: 'from', value: '${__timeFrom:date:iso}' },
      { key: 'to', value: '${__timeTo:date:iso}' },
      { key: 'branch', value: '${branch:csv}' },
    ];
    const { url } = requestOf(query({ url_options: { method: 'GET', params } }), {
      baseUrl: 'http://api/api/v1',
      range: RANGE,
      interpolate: (text) => interpolate(text, { branch: ['B001', 'B002'] }),
    });
    expect(decodeURIComponent(url)).toBe(
      'http://api/api/v1/scores?from=2026-03-01T00:00:00Z&to=2026-03-31T08:30:00.25Z&branch=B001,B002',
    );
  });

  it('given a body, then it is posted with macros filled in', () => {
    const { init } = requestOf(
      query({
        url_options: {
          method: 'POST',
          params: [],
          body_type: 'raw',
          body_content_type: 'application/json',
          data: '{"from":${__timeFrom}}',
        },
      }),
      { baseUrl: 'http://api', range: RANGE },
    );
    expect(init).toMatchObject({
      method: 'POST',
      body: `{"from":${RANGE.fromMs}}`,
      headers: { 'content-type': 'application/json' },
    });
  });
});

describe('frameFrom', () => {
  it('given a table, then each column has its declared type, and null where the answer has none', () => {
    const frame = frameFrom(query(), ANSWER);
    expect(frame.fields.map(({ name, type }) => [name, type])).toEqual([
      ['Time', 'time'],
      ['branch', 'string'],
      ['Score', 'number'],
    ]);
    expect(recordsOf(frame)[1]).toEqual({ Time: FIRST, branch: 'B002', Score: null });
  });

  it('given a long time series, then it becomes wide: a field a label, gaps as null', () => {
    const frame = frameFrom(query({ format: 'timeseries' }), ANSWER);
    expect(frame.fields.map(({ name, labels, values }) => [name, labels, values])).toEqual([
      ['Time', undefined, [FIRST, SECOND]],
      ['Score', { branch: 'B001' }, [70, 72.5]],
      ['Score', { branch: 'B002' }, [null, null]],
    ]);
  });

  it('given times that descend, then the long frame comes back, as from the backend', () => {
    const frame = frameFrom(query({ format: 'timeseries' }), { rows: ANSWER.rows.toReversed() });
    expect(frame.fields.map(({ name }) => name)).toEqual(['Time', 'branch', 'Score']);
  });

  it('given no rows, or no root, then the frame has no fields', () => {
    expect(frameFrom(query(), { rows: [] }).fields).toEqual([]);
    expect(frameFrom(query(), {}).fields).toEqual([]);
  });

  it('given one object at the root, then it is one row', () => {
    const columns = [{ selector: 'lag.events', text: 'Lag', type: 'number' }] as const;
    expect(recordsOf(frameFrom(query({ root_selector: '', columns }), { lag: { events: 3 } }))).toEqual([{ Lag: 3 }]);
  });

  it('given a cell that does not fit its column, then it is said which', () => {
    expect(() => frameFrom(query(), { rows: [{ score: 'many' }] })).toThrow('score is no number: "many"');
  });
});

describe('runInfinity', () => {
  it('given a problem document, then the error carries its words', async () => {
    const refuse = () =>
      Promise.resolve(
        Response.json({ title: 'A parameter is not valid', detail: 'from must be a date.' }, { status: 400 }),
      );
    await expect(runInfinity(query(), { baseUrl: 'http://api/api/v1', range: RANGE, fetch: refuse })).rejects.toThrow(
      '400 of /api/v1/scores: A parameter is not valid. from must be a date.',
    );
  });
});
