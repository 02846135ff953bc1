/** The embedded engine as the stock ClickHouse client sees it: what a server does, it does. */
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { EmbeddedClickHouse } from '../../apps/embedded-clickhouse/src/supervisor';

const POLL_MS = 20;

describe('the embedded ClickHouse', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-ch-'));
  let engine: EmbeddedClickHouse;
  let client: ClickHouseClient;

  const connect = (password: string): ClickHouseClient =>
    createClient({
      url: engine.url,
      username: engine.username,
      password,
      database: 'test',
      log: { level: ClickHouseLogLevel.OFF },
    });
  const rows = async <Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row[]> =>
    (await client.query({ query, query_params: parameters, format: 'JSONEachRow' })).json<Row>();
  const count = async (table: string): Promise<number> =>
    Number((await rows<{ n: string }>(`SELECT count() AS n FROM ${table}`))[0]?.n);

  beforeAll(async () => {
    engine = await EmbeddedClickHouse.start({ dataDir, log: () => undefined });
    const bare = createClient({ url: engine.url, username: engine.username, password: engine.password });
    await bare.command({ query: 'CREATE DATABASE test ENGINE = Atomic' });
    await bare.close();
    client = connect(engine.password);
    await client.command({ query: 'CREATE TABLE victim (a String, b String) ENGINE = MergeTree ORDER BY a' });
  });
  afterAll(async () => {
    await client.close();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('given a ping, then it answers; given a wrong password, then it refuses as a server does', async () => {
    expect((await client.ping()).success).toBe(true);
    const stranger = connect('guess');
    await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516' });
    await stranger.close();
  });

  it('given 100,000 rows, plain and gzipped, then all are there, and the answer counts them', async () => {
    await client.command({ query: 'CREATE TABLE many (id UInt32, name String) ENGINE = MergeTree ORDER BY id' });
    const values = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `name ${id}` }));
    const { summary } = await client.insert({ table: 'many', values, format: 'JSONEachRow' });
    expect(summary?.written_rows).toBe('100000');
    const zipping = createClient({
      url: engine.url,
      username: engine.username,
      password: engine.password,
      database: 'test',
      compression: { request: true, response: true },
    });
    await zipping.insert({ table: 'many', values, format: 'JSONEachRow' });
    await zipping.close();
    expect(await count('many')).toBe(200_000);
  });

  it('given blank lines and statements inside a body, then they are data and nothing runs', async () => {
    const nasty = 'x"; DROP TABLE victim;\n\n; DROP TABLE victim; --';
    await client.insert({ table: 'victim', values: [{ a: nasty, b: '' }], format: 'JSONEachRow' });
    const lines = `{"a":"1","b":"2"}\n\n\n{"a":"3","b":"DROP TABLE victim"}\n\nDROP TABLE victim`;
    const inserting = client.exec({
      query: 'INSERT INTO victim FORMAT JSONEachRow',
      values: Readable.from([lines], { objectMode: false }),
    });
    await expect(inserting).rejects.toBeInstanceOf(ClickHouseError);
    expect((await rows<{ a: string }>('SELECT a FROM victim')).map(({ a }) => a)).toContain(nasty);
  });

  it('given two statements in one request, then both are refused', async () => {
    await expect(client.command({ query: 'SELECT 1; DROP TABLE victim' })).rejects.toMatchObject({ code: '62' });
    await expect(client.command({ query: "SELECT 'a;b'" })).resolves.toBeDefined();
    expect(await count('victim')).toBeGreaterThan(0);
  });

  it('given parameters of every type we use, then they arrive as they were', async () => {
    const text = `it's a "quote" \\ back\ttab\nline {x:String}`;
    const [row] = await rows<Record<string, unknown>>(
      `SELECT {text:String} AS text, {number:UInt64} AS number, {at:DateTime64(3, 'UTC')} AS at, {day:Date32} AS day,
              {list:Array(String)} AS list, {none:Nullable(String)} AS none, {flag:Bool} AS flag`,
      {
        text,
        number: '18446744073709551615',
        at: '2026-03-01 09:00:00.678',
        day: '2026-03-01',
        list: ['a', `b'c`, ''],
        none: null,
        flag: true,
      },
    );
    expect(row).toEqual({
      text,
      number: '18446744073709551615',
      at: '2026-03-01 09:00:00.678',
      day: '2026-03-01',
      list: ['a', `b'c`, ''],
      none: null,
      flag: true,
    });
    expect(await rows('SELECT count() > 0 AS any FROM {table:Identifier}', { table: 'victim' })).toEqual([{ any: 1 }]);
  });

  it('given settings of one request, failed or not, then the next has the defaults', async () => {
    const limit = async (): Promise<string | undefined> =>
      (await rows<{ v: string }>(`SELECT getSetting('max_result_rows') AS v`))[0]?.v;
    const before = await limit();
    await client.query({ query: 'SELECT 1', clickhouse_settings: { max_result_rows: '7' } });
    await client
      .query({ query: 'SELECT nonsense()', clickhouse_settings: { max_result_rows: '8' } })
      .catch(() => undefined);
    await client.command({ query: 'SET max_result_rows = 9' });
    expect(await limit()).toBe(before);
  });

  it('given errors, then they have the codes of a server and are ClickHouse errors', async () => {
    const failing = client.query({ query: 'SELECT * FROM nowhere' });
    await expect(failing).rejects.toBeInstanceOf(ClickHouseError);
    await expect(failing).rejects.toMatchObject({ code: '60' });
    await expect(client.query({ query: 'SELEC 1' })).rejects.toMatchObject({ code: '62' });
  });

  it('given a large result, then its rows stream', async () => {
    const result = await client.query({
      query: 'SELECT number FROM system.numbers LIMIT 3000000',
      format: 'JSONEachRow',
    });
    let seen = 0;
    for await (const block of result.stream()) seen += block.length;
    expect(seen).toBe(3_000_000);
  });

  it('given an abort, then the query is gone from the engine', async () => {
    const aborting = new AbortController();
    const query = `SELECT count() FROM system.numbers WHERE NOT ignore('abort-me')`;
    const running = client.query({ query, abort_signal: aborting.signal });
    const isRunning = async (): Promise<boolean> =>
      (
        await rows<{ n: string }>(
          `SELECT count() AS n FROM system.processes WHERE query LIKE '%abort-me%' AND query NOT LIKE '%processes%'`,
        )
      )[0]?.n !== '0';
    while (!(await isRunning())) await pause(POLL_MS);
    aborting.abort();
    await expect(running).rejects.toThrow();
    while (await isRunning()) await pause(POLL_MS);
  });

  it('given long queries side by side, then short ones do not wait for them', async () => {
    const long = client.query({ query: 'SELECT sleep(2)', format: 'JSONEachRow' });
    const order: string[] = [];
    await Promise.all([long.then(() => order.push('long')), rows('SELECT 1').then(() => order.push('short'))]);
    expect(order).toEqual(['short', 'long']);
  });

  it('given a second engine on the directory, then it says that it is in use', async () => {
    await expect(EmbeddedClickHouse.start({ dataDir, log: () => undefined })).rejects.toThrow(
      'in use by another engine',
    );
  });

  it('given kill -9, then it answers again at the same address with what was acknowledged', async () => {
    const before = await count('many');
    const [url, pid] = [engine.url, engine.pid ?? 0];
    process.kill(pid, 'SIGKILL');
    while (engine.pid === pid || !engine.healthy) await pause(POLL_MS);
    expect(engine.url).toBe(url);
    expect(await count('many')).toBe(before);
  });
});
