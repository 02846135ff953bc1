/** Plain data posted to the families' addresses, and the documents that describe what may be sent and read. */
import { mainEvents } from '@plumbline/events';
import { DescribedApi } from '../harness/described-api';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface PostedBody {
  readonly id: string;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

describe('plain data, posted to the address of its family', () => {
  const platform = new PlatformUnderTest();
  let api: DescribedApi;
  beforeAll(async () => {
    await platform.start();
    api = await DescribedApi.of(platform);
  });
  afterAll(() => platform.remove());

  const post = async (
    collection: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: PostedBody }> => {
    const response = await fetch(new URL(`/api/v1/${collection}`, platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as PostedBody };
  };
  const exampleOf = (collection: string): Record<string, unknown> => {
    const content = api.paths[`/api/v1/${collection}`]?.['post']?.requestBody?.content['application/json'];
    return (content?.schema as { example: Record<string, unknown> }).example;
  };

  it.each(mainEvents().map(({ collection, type }) => [collection, type]))(
    'given the example of %s twice with one key, then one event and twice the same answer, as described',
    async (collection, type) => {
      const before = (await platform.status()).log.events;
      const key = { 'idempotency-key': `key-${collection}` };
      const [first, second] = [
        await post(collection, exampleOf(collection), key),
        await post(collection, exampleOf(collection), key),
      ];
      expect([first.status, first.body]).toMatchObject([202, { id: `key-${collection}`, type, status: 'accepted' }]);
      expect(second).toEqual(first);
      expect(api.faultsOf('post', `/api/v1/${collection}`, first)).toEqual([]);
      await platform.caughtUp();
      expect((await platform.status()).log.events).toBe(before + 1);
      expect((await platform.status()).dead_letters).toBe(0);
    },
  );

  it('given no key, then every request is an event of its own', async () => {
    const [first, second] = [await post('visits', exampleOf('visits')), await post('visits', exampleOf('visits'))];
    expect(first.body.id).not.toBe(second.body.id);
  });

  it('given data with faults, then every one of them at its place in what was posted', async () => {
    const { status, body } = await post(
      'visits',
      { occurred_at: '2026-03-02T09:00:00', chanel: 'onsite', ticket_no: '13812345678' },
      { 'idempotency-key': 'not a key' },
    );
    expect([status, body.code]).toEqual([400, 'invalid_event']);
    const faults = Object.fromEntries((body.errors ?? []).map(({ pointer, message }) => [pointer, message]));
    expect(Object.keys(faults).toSorted()).toEqual(
      ['/branch_id', '/chanel', '/occurred_at', '/ticket_no', '/visit_id', 'Idempotency-Key'].toSorted(),
    );
    expect(faults['/branch_id']).toBe('branch_id is missing.');
    expect(faults['/occurred_at']).toContain('occurred_at has no time zone offset');
    expect(api.faultsOf('post', '/api/v1/visits', { status, body })).toEqual([]);
  });

  it.each([['[]'], ['"visit"'], ['{'], ['']])('given the body %s, then 400', async (body) => {
    expect((await post('visits', body)).body.code).toBe('malformed_json');
  });

  it('given a body of a form that the address does not take, then 415, which says the form', async () => {
    const event = await post('visits', '{}', { 'content-type': 'application/cloudevents+json' });
    expect([event.status, JSON.stringify(event.body)]).toMatchObject([
      415,
      expect.stringContaining('application/json'),
    ]);
    const data = await post('events', '{}');
    expect([data.status, JSON.stringify(data.body)]).toMatchObject([
      415,
      expect.stringContaining('application/x-ndjson'),
    ]);
    expect((await post('rebuilds', '{}')).status).toBe(415);
  });

  it('given whoever asks for the topics, then the AsyncAPI document has all types', async () => {
    const { status, body } = await platform.get<{ asyncapi: string; channels: Record<string, { messages: object }> }>(
      '/api/v1/asyncapi.json',
    );
    expect([status, body.asyncapi]).toEqual([200, '3.0.0']);
    expect(Object.keys(body.channels['events']?.messages ?? {})).toContain('plumbline_visit_arrived_v1');
  });
});
