/**
 * The connection to ClickHouse, and the only importer of its client: statements, typed reads and raw inserts.
 * Values travel as bound parameters (`{name: Type}`), never inside the text.
 */
import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { onCluster, settingsOf, type Topology, topologyOf } from './topology';

export interface WarehouseOptions {
  /** Of one node, which a projector's staging tables are on; readers may go through a balancer. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Certificates of authorities, as PEM, that vouch for the server's: where it is not a public one that does. */
  readonly caCertificates?: string;
  /** An entry of the server's `remote_servers`: the database is kept on all of its nodes. */
  readonly cluster?: string;
}

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * A statement that ClickHouse refused or could not take.
 * `rejected`: the input itself is at fault (it cannot be parsed), so trying again is no use; else it is worth another try.
 */
export class WarehouseError extends Error {
  constructor(
    message: string,
    readonly rejected: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'WarehouseError';
  }
}

/** ClickHouse error codes that say: this input can never be read (names of codes as in ErrorCodes.cpp). */
const INPUT_ERRORS = new Set([
  '6', // CANNOT_PARSE_TEXT
  '25', // CANNOT_PARSE_ESCAPE_SEQUENCE
  '26', // CANNOT_PARSE_QUOTED_STRING
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '33', // CANNOT_READ_ALL_DATA
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '53', // TYPE_MISMATCH
  '69', // ARGUMENT_OUT_OF_BOUND
  '72', // CANNOT_PARSE_NUMBER
  '117', // INCORRECT_DATA
  '321', // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  '349', // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  '467', // CANNOT_PARSE_BOOL
]);

const REQUEST_TIMEOUT_MS = 600_000;
const PING_TIMEOUT_MS = 2_000;

export class WarehouseClient {
  /** What its statements have to be made for. */
  readonly topology: Topology;
  private readonly client: ClickHouseClient;
  private replicas: number | undefined;

  constructor(readonly options: WarehouseOptions) {
    this.topology = topologyOf(options);
    this.client = this.connect(options.database);
  }

  /**
   * Creates the database if it is missing. Atomic, so that tables can be exchanged.
   * @throws WarehouseError where the server knows no such cluster
   */
  async createDatabase(): Promise<void> {
    const client = this.connect('default');
    try {
      await this.readReplicas(client);
      await attempt(() =>
        client.command({
          query: `CREATE DATABASE IF NOT EXISTS {database:Identifier}${onCluster(this.topology)} ENGINE = Atomic`,
          query_params: { database: this.options.database },
        }),
      );
    } finally {
      await client.close();
    }
  }

  async command(query: string, parameters: Parameters = {}): Promise<void> {
    const settings = await this.writeSettings();
    await attempt(() => this.client.command({ query, query_params: { ...parameters }, clickhouse_settings: settings }));
  }

  /** Statements one after the other. */
  async commands(queries: readonly string[]): Promise<void> {
    for (const query of queries) await this.command(query);
  }

  /** The rows of a SELECT, as arrays of column values in the order of the SELECT. 64-bit and wider integers are strings. */
  async rows<Row extends readonly unknown[]>(
    query: string,
    parameters: Parameters = {},
    signal?: AbortSignal,
  ): Promise<Row[]> {
    return attempt(async () => (await this.select(query, parameters, signal)).json<Row>());
  }

  /** The same rows lot by lot as they come: many can be read without being held at once, and who has enough stops. */
  async *rowsAsTheyCome<Row extends readonly unknown[]>(
    query: string,
    parameters: Parameters = {},
    signal?: AbortSignal,
  ): AsyncGenerator<Row[]> {
    const lots = await attempt(async () => {
      const result = await this.select(query, parameters, signal);
      return result.stream<Row>()[Symbol.asyncIterator]() as AsyncIterator<readonly { json(): Row }[]>;
    });
    try {
      for (;;) {
        const lot = await attempt(() => lots.next());
        if (lot.done) return;
        yield lot.value.map((row) => row.json());
      }
    } finally {
      await lots.return?.();
    }
  }

  /** Inserts lines that are already in a line-based input format, streamed, so that no second copy of a batch is made. */
  async insertLines(query: string, lines: readonly Uint8Array[], settings: ClickHouseSettings = {}): Promise<void> {
    const writeSettings = await this.writeSettings();
    await attempt(async () => {
      const { stream } = await this.client.exec({
        query,
        values: Readable.from(blocksOf(lines), { objectMode: false }),
        clickhouse_settings: { ...writeSettings, ...settings },
      });
      stream.resume();
    });
  }

  /** Whether it answers at once; one that hangs does not. */
  async isReachable(): Promise<boolean> {
    return (await this.client.ping({ select: false, abort_signal: AbortSignal.timeout(PING_TIMEOUT_MS) })).success;
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  /**
   * A write waits for every replica of its shard, so that whichever one a later statement reads has it. (ClickHouse's sequential
   * reads would do with a majority, but refuse an insert while another one is on its way, and projectors insert side by side.)
   * Of two replicas that is the majority, which ClickHouse counts for each shard: one that has lost a replica for good goes on.
   */
  private async writeSettings(): Promise<ClickHouseSettings> {
    if (this.topology.kind === 'single') return {};
    await this.readReplicas(this.client);
    return { insert_quorum: this.replicas === 2 ? 'auto' : String(this.replicas) };
  }

  /** How many replicas the largest shard has; asked once. */
  private async readReplicas(client: ClickHouseClient): Promise<void> {
    if (this.topology.kind === 'single' || this.replicas !== undefined) return;
    const { name } = this.topology;
    const rows = await attempt(async () => {
      const result = await client.query({
        query: 'SELECT cluster, toUInt32(max(replica_num)) FROM system.clusters GROUP BY cluster ORDER BY cluster',
        format: 'JSONCompactEachRow',
      });
      return result.json<[cluster: string, replicas: number]>();
    });
    this.replicas = rows.find(([cluster]) => cluster === name)?.[1];
    if (this.replicas !== undefined) return;
    const known = rows.map(([cluster]) => cluster).join(', ') || 'none';
    throw new WarehouseError(
      `ClickHouse has no cluster "${name}". CLICKHOUSE_CLUSTER names an entry of its remote_servers, of which it knows: ${known}.`,
      false,
    );
  }

  private select(query: string, parameters: Parameters, signal: AbortSignal | undefined) {
    return this.client.query({
      query,
      query_params: { ...parameters },
      format: 'JSONCompactEachRow',
      ...(signal
        ? { abort_signal: signal, clickhouse_settings: { cancel_http_readonly_queries_on_client_close: 1 as const } }
        : {}),
    });
  }

  private connect(database: string): ClickHouseClient {
    const { url, username, password, caCertificates } = this.options;
    return createClient({
      url,
      username,
      password,
      database,
      application: 'plumbline',
      request_timeout: REQUEST_TIMEOUT_MS,
      max_open_connections: 8,
      log: { level: ClickHouseLogLevel.OFF }, // every error is thrown, and told by whoever called
      clickhouse_settings: settingsOf(this.topology),
      ...(caCertificates === undefined ? {} : { tls: { ca_cert: Buffer.from(caCertificates) } }),
    });
  }
}

const LINES_PER_BLOCK = 500;
const NEWLINE = Buffer.from('\n');

function* blocksOf(lines: readonly Uint8Array[]): Generator<Buffer> {
  for (let start = 0; start < lines.length; start += LINES_PER_BLOCK) {
    yield Buffer.concat(lines.slice(start, start + LINES_PER_BLOCK).flatMap((line) => [line, NEWLINE]));
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const rejected = error instanceof ClickHouseError && INPUT_ERRORS.has(error.code);
    const message = error instanceof Error ? error.message : String(error);
    throw new WarehouseError(`ClickHouse: ${message || 'no connection'}`, rejected, { cause: error });
  }
}
