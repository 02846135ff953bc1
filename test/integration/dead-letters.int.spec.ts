/**
 * Dead letters all the way: a producer that writes to the log itself writes rubbish beside good events; after repair and re-drive the
 * scores are those of a run in which nothing went wrong.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedEventLog, type NewRecord } from '@plumbline/event-log';
import { servedVisit, type TestEvent } from '../harness/events';
import { DescribedApi } from '../harness/described-api';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface Letter {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly content: { readonly encoding: string; readonly text: string };
  readonly history: readonly { readonly act: string; readonly requested_by: string | null }[];
  readonly repair: unknown;
}

interface Page {
  readonly dead_letters: readonly Letter[];
  readonly links: { readonly next?: string };
}

const SCORES = '/api/v1/scores?from=2026-03-01&to=2026-03-08&by=branch,channel';
const REPAIR = '/api/v1/dead-letters/{id}/repair';
const REDRIVE = '/api/v1/dead-letters/{id}/redrive';
const CLI = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');

/** Twenty visits, of which those with an odd number waited too long. */
const VISITS = Array.from({ length: 20 }, (_, index) => servedVisit(`v-${index}`, index, index % 2 === 0 ? 5 : 25));

/** What the foreign producer makes of an event, and how that is told. */
const RUBBISH: readonly (readonly [make: (event: TestEvent) => string | Buffer, reason: string, pointer: string])[] = [
  [(event) => JSON.stringify(event).slice(0, -20), 'undecodable', ''],
  [(event) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(event))]), 'undecodable', ''],
  [(event) => JSON.stringify({ ...event, time: '2026-03-02T09:00:00' }), 'invalid', '/time'],
  [(event) => JSON.stringify({ ...event, type: 'plumbline.visit.teleported.v1' }), 'invalid', '/type'],
  [
    (event) => JSON.stringify({ ...event, data: { ...event.data, ticket_no: '13812345678' } }),
    'invalid',
    '/data/ticket_no',
  ],
  [(event) => JSON.stringify({ ...event, data: { channel: 'onsite' } }), 'invalid', '/data/visit_id'],
  // Stamped as if the gateway had taken it, but of a type that this version does not project.
  [(event) => `{"ingestedat":"2026-03-02T02:00:00Z",${JSON.stringify(event).slice(1)}`, 'unknown_type', ''],
];

function foreignRecord(value: string | Buffer, headers: Record<string, string> = {}): NewRecord {
  return { key: 'whatever', value: Buffer.from(value), headers, timestampMs: Date.now() };
}

describe('dead letters', () => {
  const [clean, injured] = [new PlatformUnderTest(), new PlatformUnderTest()];
  beforeAll(() => Promise.all([clean.start(), injured.start()]));
  afterAll(() => Promise.all([clean.remove(), injured.remove()]));

  const act = async (address: string, event?: unknown): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(new URL(address, injured.url), {
      method: 'POST',
      ...(event === undefined
        ? {}
        : { headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const list = async (query = ''): Promise<readonly Letter[]> =>
    (await injured.get<Page>(`/api/v1/dead-letters${query}`)).body.dead_letters;
  const scoresOf = async (platform: PlatformUnderTest): Promise<unknown> =>
    (await platform.get<{ rows: unknown }>(SCORES)).body.rows;
  const plumbline = (...words: string[]): Promise<{ stdout: string; code: number; stderr: string }> =>
    promisify(execFile)(process.execPath, [CLI, 'dead-letters', ...words, '--to', injured.url]).then(
      (result) => ({ ...result, code: 0 }),
      (error: { stdout: string; stderr: string; code: number }) => error,
    );

  /** One event of each of the first visits is spoilt; another visit comes whole from the foreign producer. */
  const spoilt = RUBBISH.map((_, index) => VISITS[index]?.[index % 3] as TestEvent);
  const foreignVisit = VISITS.at(-1) as TestEvent[];

  it('given rubbish beside good events, then the good ones count and each bad one is a letter with its reasons', async () => {
    const sent = VISITS.flat().filter((event) => !spoilt.includes(event) && !foreignVisit.includes(event));
    await clean.post(VISITS.flat());
    await injured.post(sent);
    await injured.stop();
    const log = await EmbeddedEventLog.open({ directory: path.join(injured.dataDir, 'log') });
    await log.append('events', [
      ...foreignVisit.map((event) => foreignRecord(JSON.stringify(event))),
      ...RUBBISH.map(([make], index) => foreignRecord(make(spoilt[index] as TestEvent))),
    ]);
    await log.close();
    await injured.start();
    await Promise.all([clean.caughtUp(), injured.caughtUp()]);

    const letters = await list();
    expect(letters.map(({ reason }) => reason)).toEqual(RUBBISH.map(([, reason]) => reason));
    expect(letters.map(({ errors }) => errors[0]?.pointer ?? '')).toEqual(RUBBISH.map(([, , pointer]) => pointer));
    expect(letters.map(({ status }) => status)).toEqual(RUBBISH.map(() => 'open'));
    expect((await injured.status()).dead_letters).toBe(RUBBISH.length);
    expect(await scoresOf(injured)).not.toEqual(await scoresOf(clean));

    const first = (await injured.get<Letter>(`/api/v1/dead-letters/${letters[0]?.id}`)).body;
    const offset = sent.length + foreignVisit.length;
    expect(first).toMatchObject({ id: `events-0-${offset}`, topic: 'events', partition: 0, offset, history: [] });
    expect(first.content).toEqual({ encoding: 'utf-8', text: RUBBISH[0]?.[0](spoilt[0] as TestEvent) });
    const second = (await injured.get<Letter>(`/api/v1/dead-letters/${letters[1]?.id}`)).body;
    expect(second.content.encoding).toBe('base64');
    expect(Buffer.from(second.content.text, 'base64')).toEqual(RUBBISH[1]?.[0](spoilt[1] as TestEvent));
  });

  it('given pages of two, then they are the whole list, and a cursor of another question is refused', async () => {
    const ids: string[] = [];
    let next: string | undefined = '/api/v1/dead-letters?limit=2';
    let cursor = '';
    while (next !== undefined) {
      const { body }: { body: Page } = await injured.get<Page>(next);
      ids.push(...body.dead_letters.map(({ id }) => id));
      next = body.links.next;
      cursor = next ?? cursor;
    }
    expect(ids).toEqual((await list()).map(({ id }) => id));
    const { status } = await injured.get(cursor.replace('limit=2', 'reason=invalid&limit=2'));
    expect(status).toBe(400);
    expect((await list('?reason=invalid')).map(({ reason }) => reason)).toEqual([
      'invalid',
      'invalid',
      'invalid',
      'invalid',
    ]);
  });

  it('given a letter that is not repaired, or a repair that is no better, then each is refused with every reason', async () => {
    const [letter] = await list('?reason=invalid');
    const { status, body } = await act(`/api/v1/dead-letters/${letter?.id}/redrive`);
    expect([status, body['code'], body['errors']]).toMatchObject([422, 'invalid_event', [{ pointer: '/time' }]]);
    const event = spoilt[2] as TestEvent;
    const worse = { ...event, data: { ...event.data, counter_id: '13812345678' }, branchid: undefined };
    const repair = await act(`/api/v1/dead-letters/${letter?.id}/repair`, worse);
    expect([repair.status, repair.body['code']]).toEqual([422, 'invalid_event']);
    expect(repair.body['errors']).toMatchObject([{ pointer: '/branchid' }, { pointer: '/data/counter_id' }]);
    const unnamed = await act(`/api/v1/dead-letters/${letter?.id}/repair?requested_by=Wang`, event);
    expect([unnamed.status, unnamed.body['code']]).toEqual([400, 'invalid_parameter']);
    const lost = await act('/api/v1/dead-letters/events-0-0/redrive');
    expect([lost.status, lost.body['code']]).toEqual([404, 'unknown_dead_letter']);
    const api = await DescribedApi.of(injured);
    for (const answer of [{ status, body }, lost]) expect(api.faultsOf('post', REDRIVE, answer)).toEqual([]);
    for (const answer of [repair, unnamed]) expect(api.faultsOf('post', REPAIR, answer)).toEqual([]);
    expect((await list())[2]).toEqual(letter);
  });

  it('given repair and re-drive, each twice and with a crash between them, then the scores are the clean run’s', async () => {
    const before = (await injured.status()).log.events;
    const letters = await list();
    const api = await DescribedApi.of(injured);
    for (const [index, { id }] of letters.slice(0, -1).entries()) {
      const repaired = await act(`/api/v1/dead-letters/${id}/repair?requested_by=s_9f2c41`, spoilt[index]);
      expect(repaired.body).toMatchObject({ id, status: 'repaired', event: { id: spoilt[index]?.id } });
      expect([repaired.status, api.faultsOf('post', REPAIR, repaired)]).toEqual([200, []]);
    }
    expect((await list('?status=repaired')).map(({ id }) => id)).toEqual(letters.slice(0, -1).map(({ id }) => id));
    await injured.kill();
    await injured.start();

    // The last was stamped, but without a type in its headers: it needs no repair.
    for (const { id } of letters) {
      const [first, second] = [
        await act(`/api/v1/dead-letters/${id}/redrive?requested_by=s_77aa01`),
        await act(`/api/v1/dead-letters/${id}/redrive?requested_by=s_11bb02`),
      ];
      expect([first.status, first.body['status']]).toEqual([200, 'redriven']);
      expect(second).toEqual(first);
    }
    await injured.caughtUp();
    expect(await scoresOf(injured)).toEqual(await scoresOf(clean));
    const status = await injured.status();
    expect([status.log.events, status.dead_letters]).toEqual([before + letters.length, 0]);
  });

  it('given the API description, then the answers are as it says', async () => {
    const api = await DescribedApi.of(injured);
    const page = await injured.get('/api/v1/dead-letters?limit=2');
    expect(api.faultsOf('get', '/api/v1/dead-letters', page)).toEqual([]);
    for (const { id } of await list()) {
      const letter = await injured.get(`/api/v1/dead-letters/${id}`);
      expect(api.faultsOf('get', '/api/v1/dead-letters/{id}', letter)).toEqual([]);
      const driven = await act(`/api/v1/dead-letters/${id}/redrive`);
      expect(api.faultsOf('post', REDRIVE, driven)).toEqual([]);
      const late = await act(`/api/v1/dead-letters/${id}/repair`, spoilt[0]);
      expect(api.faultsOf('post', REPAIR, late)).toEqual([]);
    }
  });

  it('given what was done, then the history says who did it, and nothing more can be done', async () => {
    const [{ id } = { id: '' }] = await list();
    const letter = (await injured.get<Letter>(`/api/v1/dead-letters/${id}`)).body;
    expect(letter.history.map(({ act: kind, requested_by }) => [kind, requested_by])).toEqual([
      ['repaired', 's_9f2c41'],
      ['redriven', 's_77aa01'],
    ]);
    expect(letter.repair).toMatchObject(spoilt[0] as TestEvent);
    const late = await act(`/api/v1/dead-letters/${id}/repair`, spoilt[0]);
    expect([late.status, late.body['code']]).toEqual([409, 'already_redriven']);
  });

  it('given the command line, then it lists, shows, repairs and re-drives, and says what it cannot', async () => {
    await injured.stop();
    const [event] = servedVisit('by-hand', 50, 5) as [TestEvent];
    const log = await EmbeddedEventLog.open({ directory: path.join(injured.dataDir, 'log') });
    await log.append('events', [foreignRecord(JSON.stringify({ ...event, time: 'noon' }))]);
    await log.close();
    await injured.start();
    await injured.caughtUp();
    const [letter] = await list('?status=open');
    const id = letter?.id ?? '';

    expect((await plumbline('list')).stdout).toMatch(new RegExp(`^${id}  open  .*  invalid  no type\n    /time: `));
    expect((await plumbline('show', id)).stdout).toContain(
      `original    topic events, partition 0, offset ${letter?.offset}`,
    );
    const unready = await plumbline('redrive', '--all');
    expect([unready.code, unready.stderr]).toMatchObject([1, expect.stringContaining('/time: ')]);
    const file = path.join(injured.dataDir, 'event.json');
    writeFileSync(file, JSON.stringify(event));
    expect(await plumbline('repair', id, '--file', file, '--by', 's_9f2c41')).toMatchObject({ code: 0 });
    expect((await plumbline('redrive', id)).stdout).toBe(
      `${id}  redriven: plumbline.visit.arrived.v1 ${event.id} of by-hand\n`,
    );
    expect((await plumbline('list')).stdout).toBe('No dead letters.\n');
    expect(await plumbline('show', 'events-0-0')).toMatchObject({ code: 1 });
    expect(await plumbline('list', '--status', 'lost')).toMatchObject({ code: 2 });
    expect(await plumbline('redrive')).toMatchObject({ code: 2 });
    expect(await plumbline('repair', id, '--file', '/no/such/file')).toMatchObject({ code: 2 });
  });
});
