/** Posting to a gateway: answers added up over posts, refusals told with their reasons, waiting that can be ended. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventGateway } from './event-gateway';

describe('the event gateway', () => {
  let answer: { status: number; body: object };
  const server = http.createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(answer.status).end(JSON.stringify(answer.body)));
  });
  let url = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('given two posts, one with a refusal, then totals and the reason are told', async () => {
    const gateway = new EventGateway(url, new AbortController().signal);
    answer = { status: 202, body: { accepted: 3, duplicates: 0, rejected: 0, results: [] } };
    await gateway.postAll([{}, {}, {}]);
    const errors = [{ pointer: '/time', code: 'format', message: 'must be an instant.' }];
    const results = [{ index: 1, id: 'bad', status: 'rejected', errors }];
    answer = { status: 202, body: { accepted: 0, duplicates: 1, rejected: 1, results } };
    await gateway.postAll([{}, {}]);
    await gateway.close();
    expect([gateway.taken, gateway.refused]).toEqual([5, 1]);
    expect(gateway.summary()).toMatchObject({ posted: 5, accepted: 3, duplicates: 1, rejected: 1, refusals: results });
    expect(gateway.inWords()).toBe(
      `5 events posted to ${url}: 3 accepted, 1 repeats, 1 refused.\n  bad: /time must be an instant.`,
    );
  });

  it('given nothing to post, then nobody is asked', async () => {
    const gateway = new EventGateway('http://127.0.0.1:1', new AbortController().signal);
    await gateway.postAll([]);
    await gateway.close();
    expect(gateway.taken).toBe(0);
  });

  it('given a gateway that stays busy and the signal, then waiting ends', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation();
    const stopping = new AbortController();
    told.mockImplementation(() => stopping.abort());
    answer = { status: 503, body: { title: 'Busy' } };
    const gateway = new EventGateway(url, stopping.signal);
    await expect(gateway.postAll([{}])).rejects.toThrow('aborted');
    expect(told.mock.calls.map(([line]) => line as string)).toEqual([
      'The gateway did not take the events: 503 Busy Again in 0.5 s.',
    ]);
    await gateway.close();
    told.mockRestore();
  });
});
