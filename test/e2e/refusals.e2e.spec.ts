/** What the platform refuses, as whoever mistypes meets it: always a problem document that says what would be right. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { event, servedVisit } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

describe('what the platform refuses', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  const ask = async (
    method: string,
    address: string,
    init: RequestInit = {},
  ): Promise<ProblemBody & { answer: Response }> => {
    const answer = await fetch(new URL(address, platform.url), { method, ...init });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    return { ...((await answer.json()) as ProblemBody), answer };
  };

  it.each([
    ['DELETE', '/api/v1/scores', 'GET, HEAD'],
    ['POST', '/api/v1/branches/B001', 'GET, HEAD'],
    ['GET', '/api/v1/events', 'POST'],
    ['PUT', '/health', 'GET, HEAD'],
  ])('given %s %s, then 405 with Allow: %s', async (method, address, allow) => {
    const { answer, code, detail } = await ask(method, address);
    expect([answer.status, code, answer.headers.get('allow')]).toEqual([405, 'method_not_allowed', allow]);
    expect(detail).toContain(`takes ${allow}`);
  });

  it('given an address that there is not, then 404, also with a body', async () => {
    expect((await ask('GET', '/api/v1/score')).code).toBe('not_found');
    const { code } = await ask('POST', '/api/v2/events', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(code).toBe('not_found');
  });

  it.each(['/api/v1/scores?branch=%E0%A4%A', '/api/v1/scores?level=%', '/api/v1/branches/%C3%28%zz'])(
    'given the broken percent escape of %s, then 400',
    async (address) => {
      // fetch would mend the address.
      const { status, body } = await raw(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([status, body.code]).toEqual([400, 'bad_request']);
    },
  );

  it('given headers that are too large, or no HTTP at all, then a problem document too', async () => {
    const large = await raw(`GET /health HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect([large.status, large.body.code]).toEqual([431, 'headers_too_large']);
    const garbage = await raw('this is not HTTP\r\n\r\n');
    expect([garbage.status, garbage.body.code]).toEqual([400, 'bad_request']);
    expect(garbage.body.traceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('given a body to a call that takes none, then 415 advises none', async () => {
    const json = { body: '{"family":"visit"}', headers: { 'content-type': 'application/json' } };
    const { answer, detail } = await ask('POST', '/api/v1/rebuilds', json);
    expect(answer.status).toBe(415);
    expect(detail).toContain('takes no body');
    expect((await ask('POST', '/api/v1/events', json)).detail).toContain('application/cloudevents+json');
  });

  it('given a branch or a region that nobody registered and no event bears, then 400 with the nearest that is', async () => {
    const registered = event('reference.branch_registered', '2026-03-01T00:00:00+08:00', {
      name: 'One',
      region: 'north',
      peer_group: 'town',
    });
    await platform.post([registered, ...servedVisit('v', 0, 5, { branchid: 'B777' })]);
    await platform.caughtUp();
    const { answer, errors } = await ask('GET', '/api/v1/scores?branch=B0001,B777&region=nort');
    expect(answer.status).toBe(400);
    expect(
      errors?.map(({ pointer, code, message }) => [pointer, code, message.split('"')[1], message.split('. ')[1]]),
    ).toEqual([
      ['branch', 'unknown_branch', 'B0001', 'Did you mean B001?'],
      ['region', 'unknown_region', 'nort', 'Did you mean north?'],
    ]);
    expect((await platform.get('/api/v1/scores?branch=B777,B001&region=unknown,north')).status).toBe(200);
  });

  it('given more rows than an answer may have, then 413 names the limit and the number, and a coarser grain is answered', async () => {
    const DAYS = 62;
    const ITEMS = 40;
    const arrivals = Array.from({ length: DAYS * ITEMS }, (_, index) =>
      event('visit.arrived', new Date(Date.UTC(2026, 2, 1 + (index % DAYS), 4)).toISOString(), {
        visit_id: `many-${index}`,
        channel: 'onsite',
        service_item_code: `item-${Math.floor(index / DAYS)}`,
      }),
    );
    await platform.post(arrivals);
    await platform.caughtUp();
    const question = '/api/v1/scores?from=2026-03-01&to=2026-05-02&by=service_item&level=metric';
    const { answer, code, detail } = await ask('GET', `${question}&grain=day`);
    expect([answer.status, code]).toEqual([413, 'too_many_rows']);
    expect(detail).toMatch(
      /^At least 2,\d{3} cells .* with 42 rows to score in each make 1\d\d,\d{3} or more; the limit is 100,000\./,
    );
    const weekly = await platform.get<{ rows: unknown[] }>(`${question}&grain=week`);
    // The visit of the test before stands on an item of its own.
    expect([weekly.status, weekly.body.rows.length]).toEqual([200, (10 * ITEMS + 1) * 42]);
  });

  const raw = async (request: string): Promise<{ status: number; body: ProblemBody }> => {
    const { hostname, port } = new URL(platform.url);
    const socket = connect(Number(port), hostname);
    socket.write(request);
    const answer = await text(socket);
    return {
      status: Number(answer.split(' ')[1]),
      body: JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as ProblemBody,
    };
  };
});
