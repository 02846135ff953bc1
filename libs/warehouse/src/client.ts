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

export interface WarehouseOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
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
    options: ErrorOptions,
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
  private readonly client: ClickHouseClient;

  constructor(readonly options: WarehouseOptions) {
    this.client = this.connect(options.database);
  }

  /** Creates the database if it is missing. Atomic, so that tables can be exchanged. */
  async createDatabase(): Promise<void> {
    const client = this.connect('default');
    try {
      await attempt(() =>
        client.command({
          query: 'CREATE DATABASE IF NOT EXISTS {database:Identifier} ENGINE = Atomic',
          query_params: { database: this.options.database },
        }),
      );
    } finally {
      await client.close();
    }
  }

  async command(query: string, parameters: Parameters = {}): Promise<void> {
    await attempt(() => this.client.command({ query, query_params: { ...parameters } }));
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
    await attempt(async () => {
      const { stream } = await this.client.exec({
        query,
        values: Readable.from(blocksOf(lines), { objectMode: false }),
        clickhouse_settings: settings,
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
    const { url, username, password } = this.options;
    return createClient({
      url,
      username,
      password,
      database,
      application: 'plumbline',
      request_timeout: REQUEST_TIMEOUT_MS,
      max_open_connections: 8,
      log: { level: ClickHouseLogLevel.OFF }, // every error is thrown, and told by whoever called
      clickhouse_settings: { async_insert: 0 },
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
