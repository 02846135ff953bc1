/** The gateway client against a small HTTP server that answers as the gateway's contract says (api.md, Ingest). */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { CliError, EXIT } from './cli-error';
import { EVENTS_PER_REQUEST, GatewayClient, type GatewayResult } from './gateway-client';

interface Request {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly compressed: boolean;
  readonly lines: readonly { id: string }[];
}
interface Reply {
  readonly status: number;
  readonly body: object;
  readonly retryAfter?: string;
}

const servers: http.Server[] = [];
const clients: GatewayClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(
  reply: (request: Request, count: number) => Reply | 'hang up',
): Promise<{ url: string; requests: Request[] }> {
  const requests: Request[] = [];
  const server = http.createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const compressed = incoming.headers['content-encoding'] === 'gzip';
      const lines = (compressed ? gunzipSync(body) : body).toString('utf8').split('\n');
      const request: Request = {
        path: incoming.url ?? '',
        contentType: incoming.headers['content-type'],
        authorization: incoming.headers.authorization,
        compressed,
        lines: lines.map((line) => JSON.parse(line) as { id: string }),
      };
      requests.push(request);
      const answer = reply(request, requests.length);
      if (answer === 'hang up') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.status, answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter });
      outgoing.end(JSON.stringify(answer.body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function connect(url: string, waitsMs: number[] = []): GatewayClient {
  const wait = async (milliseconds: number): Promise<void> => void waitsMs.push(milliseconds);
  const client = new GatewayClient(url, { wait });
  clients.push(client);
  return client;
}

const allAccepted = ({ lines }: Request): Reply => ({
  status: 202,
  body: { accepted: lines.length, duplicates: 0, rejected: 0, results: [] },
});
const busy = (retryAfter?: string): Reply => ({
  status: 503,
  body: { title: 'Busy', detail: 'Come back.' },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const events = (count: number): { id: string }[] => Array.from({ length: count }, (_, index) => ({ id: `e${index}` }));

describe('given a gateway that takes everything', () => {
  it('when 2,500 events are posted then they arrive as NDJSON in requests of 1,000, each event once, and the answers add up', async () => {
    const { url, requests } = await serve(allAccepted);
    const totals = await connect(url).postAll(events(2_500));
    expect(totals).toEqual({ posted: 2_500, accepted: 2_500, duplicates: 0, rejected: 0 });
    expect(requests.map(({ lines }) => lines.length).toSorted((a, b) => a - b)).toEqual([500, 1_000, 1_000]);
    expect(new Set(requests.flatMap(({ lines }) => lines.map(({ id }) => id))).size).toBe(2_500);
    expect(requests[0]).toMatchObject({
      path: '/api/v1/events',
      contentType: 'application/x-ndjson',
      compressed: false,
    });
  });

  it('when its address is not a loopback one then the requests are compressed', async () => {
    const { url, requests } = await serve(allAccepted);
    await connect(url.replace('127.0.0.1', '0.0.0.0')).post(events(2)); // reaches this machine, by another name
    expect(requests).toMatchObject([{ compressed: true, lines: events(2) }]);
  });

  it('when ACCESS_TOKEN is set then every request carries it, and none does else', async () => {
    const { url, requests } = await serve(allAccepted);
    await connect(url).post(events(1));
    const former = process.env['ACCESS_TOKEN'];
    process.env['ACCESS_TOKEN'] = 'a-token';
    try {
      await connect(url).post(events(1));
    } finally {
      if (former === undefined) delete process.env['ACCESS_TOKEN'];
      else process.env['ACCESS_TOKEN'] = former;
    }
    expect(requests.map(({ authorization }) => authorization)).toEqual([
      former && `Bearer ${former}`,
      'Bearer a-token',
    ]);
  });

  it('when nothing is posted then no request is made', async () => {
    const { url, requests } = await serve(allAccepted);
    expect(await connect(url).postAll([])).toEqual({ posted: 0, accepted: 0, duplicates: 0, rejected: 0 });
    expect(requests).toEqual([]);
  });

  it('when answers are held back then no more than three requests of events are read ahead', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<object> {
      for (; read < 10 * EVENTS_PER_REQUEST;) {
        read += 1;
        yield { id: `e${read}` };
      }
    }
    let readAtFirstAnswer: number | undefined;
    const { url } = await serve((request) => {
      readAtFirstAnswer ??= read;
      return allAccepted(request);
    });
    await connect(url).postAll(endless());
    expect(readAtFirstAnswer).toBeLessThanOrEqual(3 * EVENTS_PER_REQUEST);
  });
});

describe('given a gateway that refuses some events', () => {
  it('when they are posted then each refusal is told with its place in the whole stream and its reasons', async () => {
    const errors = [{ pointer: '/data/via', code: 'enum', message: 'one of machine, app, host' }];
    const { url } = await serve((request) => {
      const index = request.lines.findIndex(({ id }) => id === 'e1003');
      if (index < 0) return allAccepted(request);
      const results = [
        { index: 0, id: request.lines[0]?.id, status: 'duplicate' },
        { index, id: 'e1003', status: 'rejected', errors },
      ];
      return { status: 202, body: { accepted: request.lines.length - 2, duplicates: 1, rejected: 1, results } };
    });
    const rejected: GatewayResult[] = [];
    const totals = await connect(url).postAll(events(1_200), { onRejected: (result) => rejected.push(result) });
    expect(totals).toEqual({ posted: 1_200, accepted: 1_198, duplicates: 1, rejected: 1 });
    expect(rejected).toEqual([{ index: 1_003, id: 'e1003', status: 'rejected', errors }]);
  });

  it('when none is taken (400) then the answer is read as an answer, not as a failure', async () => {
    const { url } = await serve(() => ({
      status: 400,
      body: { accepted: 0, duplicates: 0, rejected: 1, results: [{ index: 0, status: 'rejected', errors: [] }] },
    }));
    expect(await connect(url).post(events(1))).toMatchObject({ accepted: 0, rejected: 1 });
  });
});

describe('given a gateway that is busy', () => {
  it('when it says Retry-After then the same events are sent again after that many seconds', async () => {
    const { url, requests } = await serve((request, count) => (count <= 2 ? busy('7') : allAccepted(request)));
    const waitsMs: number[] = [];
    expect(await connect(url, waitsMs).post(events(3))).toMatchObject({ accepted: 3 });
    expect(waitsMs).toEqual([7_000, 7_000]);
    expect(requests.map(({ lines }) => lines.length)).toEqual([3, 3, 3]);
  });

  it('when it names no time then the waits double from half a second, and after ten attempts the command ends', async () => {
    const { url, requests } = await serve(() => busy());
    const waitsMs: number[] = [];
    const posting = connect(url, waitsMs).post(events(1));
    await expect(posting).rejects.toThrow(/503 Busy: Come back\. Given up after 10 attempts/);
    await expect(posting).rejects.toMatchObject({ exitCode: EXIT.gateway });
    expect(waitsMs).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(requests).toHaveLength(10);
  });

  it('when the connection breaks after the gateway had answered once then the request is repeated', async () => {
    const { url } = await serve((request, count) => (count === 2 ? 'hang up' : allAccepted(request)));
    const client = connect(url);
    await client.post(events(1));
    expect(await client.post(events(2))).toMatchObject({ accepted: 2 });
  });
});

describe('given no gateway', () => {
  it('when nothing listens then the error names the address and how to start the platform', async () => {
    const { url } = await serve(allAccepted);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    await expect(connect(url).post(events(1))).rejects.toThrow(`No gateway answers at ${url} (ECONNREFUSED)`);
  });

  it('when something else answers then its words are told', async () => {
    const { url } = await serve(() => ({ status: 404, body: { title: 'Not found' } }));
    await expect(connect(url).post(events(1))).rejects.toThrow('refused a request: 404 Not found');
  });

  it('when the address is none then it is a usage error', () => {
    expect(() => new GatewayClient('somewhere')).toThrow(CliError);
    expect(() => new GatewayClient('ftp://bank')).toThrow('"ftp://bank" is not an address of a platform');
  });
});
