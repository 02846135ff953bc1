import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WarehouseClient, type WarehouseOptions } from './client';

const TLS = path.join(__dirname, '../../../test/fixtures/tls');
const CERTIFICATE = readFileSync(path.join(TLS, 'server.crt'), 'utf8');

/** What a server was asked: the statement, and the settings beside it. */
interface Asked {
  readonly query: string;
  readonly settings: URLSearchParams;
}

describe('the connection to a ClickHouse server', () => {
  const asked: Asked[] = [];
  let server: http.Server | https.Server;
  let client: WarehouseClient;

  let replicas = 2;

  /** A server that knows the cluster `bank`, of so many replicas a shard, and does nothing else. */
  const answer: http.RequestListener = (request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '', 'http://server');
      asked.push({ query: searchParams.get('query') ?? body, settings: searchParams });
      response.end(body.includes('system.clusters') ? `["bank",${replicas}]\n` : 'Ok.\n');
    });
  };
  const connect = async (secure: boolean, options: Partial<WarehouseOptions>): Promise<void> => {
    const key = readFileSync(path.join(TLS, 'server.key'));
    server = secure ? https.createServer({ key, cert: CERTIFICATE }, answer) : http.createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `${secure ? 'https' : 'http'}://127.0.0.1:${port}`;
    client = new WarehouseClient({ url, username: 'writer', password: 'secret', database: 'scores', ...options });
  };
  afterEach(async () => {
    asked.length = 0;
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('given a certificate that only the bank vouches for, then with the bank’s it is trusted', async () => {
    await connect(true, { caCertificates: CERTIFICATE });
    expect(await client.isReachable()).toBe(true);
  });

  it('given a certificate that nobody vouches for, then the server is not spoken to', async () => {
    await connect(true, {});
    expect(await client.isReachable()).toBe(false);
    expect(asked).toEqual([]);
  });

  it.each([
    [1, '1'],
    [2, 'auto'],
    [3, '3'],
  ])('given a cluster of %i replicas a shard, then writes wait for all: %s', async (count, quorum) => {
    replicas = count;
    await connect(false, { cluster: 'bank' });
    await client.commands(['TRUNCATE TABLE a', 'TRUNCATE TABLE b']);
    await client.insertLines('INSERT INTO events FORMAT JSONEachRow', [Buffer.from('{}')]);
    expect(asked.map(({ query, settings }) => [query.split(/\s/)[0], settings.get('insert_quorum')])).toEqual([
      ['SELECT', null], // how many replicas; once
      ['TRUNCATE', quorum],
      ['TRUNCATE', quorum],
      ['INSERT', quorum],
    ]);
    expect(asked[1]?.settings.get('distributed_foreground_insert')).toBe('1');
  });

  it('given a cluster that the server does not know, then it says which it knows', async () => {
    await connect(false, { cluster: 'branch' });
    await expect(client.createDatabase()).rejects.toThrow('no cluster "branch". CLICKHOUSE_CLUSTER names');
    await expect(client.command('TRUNCATE TABLE a')).rejects.toThrow('it knows: bank');
  });

  it('given one node, then nothing is asked first, and nothing waits for replicas', async () => {
    await connect(false, {});
    await client.command('TRUNCATE TABLE a');
    expect(asked.map(({ settings }) => settings.get('insert_quorum'))).toEqual([null]);
  });
});
