// chDB's native binding, typed: the one file that knows it. Written against chdb 3.4.0 (ClickHouse 26.7), whose version is pinned.
//
// The package's own Session class serialises parameterised queries over the whole process, escapes values that are escaped
// already, reports no written rows and keeps one connection open for long; a connection costs 0.06 ms, so every request gets a new one.
import { createRequire } from 'node:module';
import path from 'node:path';
import { SERVER_PROFILE } from './settings';

/** An open connection. Runs one query at a time. Opaque. */
export type Connection = { readonly __connection: unique symbol };
/** A started streaming query. Must be fetched to its end (or to its error) or cancelled before its connection is closed. */
export type Stream = { readonly __stream: unique symbol };

export interface WholeResult {
  readonly bytes: Uint8Array;
  readonly rowsRead: number;
  readonly bytesRead: number;
}

export interface WriteResult {
  readonly rowsWritten: number;
  readonly bytesWritten: number;
}

export interface StreamPart {
  readonly bytes: Uint8Array;
  readonly numRows: number;
  readonly done: boolean;
}

interface NativeBinding {
  CreateConnection(dataDir: string, args: readonly string[]): Connection | undefined;
  CloseConnection(connection: Connection): void;
  QueryWithConnection(connection: Connection, sql: string, format: string): string;
  QueryAsyncConnection(connection: Connection, sql: string, format: string): Promise<WholeResult>;
  InsertRawAsyncConnection(connection: Connection, sql: string, data: Buffer, lines: boolean): Promise<WriteResult>;
  StreamQuery(connection: Connection, sql: string, format: string): Stream;
  StreamFetch(stream: Stream): Promise<StreamPart>;
  StreamCancel(stream: Stream): void;
  DurableClassifyAsync(
    connection: Connection,
    sql: string,
    database: null,
  ): Promise<{ readonly statementCount: number }>;
}

const STREAMING_UNSUPPORTED = 'Streaming query is not supported for query';

/** The engine of this process, on one data directory. Every thread of the process may open connections to it. */
export class Engine {
  private readonly native = loadBinding();

  constructor(private readonly dataDir: string) {}

  /**
   * @param serverArgs engine-wide options (`--max_server_memory_usage=…`); only the first connection of the process can set them
   * @throws Error when the directory is locked or unreadable; the engine writes the reason (code 76: locked) to stderr
   */
  connect(serverArgs: readonly string[] = []): Connection {
    const profile = Object.entries(SERVER_PROFILE).map(([name, value]) => `--${name}=${value}`);
    const connection = this.native.CreateConnection(this.dataDir, [...serverArgs, ...profile]);
    if (!connection) throw new Error(`chDB could not open ${this.dataDir}`);
    return connection;
  }

  close(connection: Connection): void {
    this.native.CloseConnection(connection);
  }

  /** Runs a short statement and waits for it on the calling thread. */
  runSync(connection: Connection, sql: string): string {
    return this.native.QueryWithConnection(connection, sql, 'TabSeparatedRaw').replace(/\n$/, '');
  }

  /** A whole result in memory. */
  query(connection: Connection, sql: string, format: string): Promise<WholeResult> {
    return this.native.QueryAsyncConnection(connection, sql, format);
  }

  /** Runs a statement for what it writes. The binding's entry for raw inserts is the only one that reports written rows. */
  write(connection: Connection, sql: string): Promise<WriteResult> {
    return this.native.InsertRawAsyncConnection(connection, sql, Buffer.alloc(0), false);
  }

  /**
   * Starts a streaming query. Analyses it on the calling thread, scalar subqueries included: never call it where an event loop matters.
   * @returns undefined when the statement is not a SELECT
   */
  stream(connection: Connection, sql: string, format: string): Stream | undefined {
    try {
      return this.native.StreamQuery(connection, sql, format);
    } catch (error) {
      if (error instanceof Error && error.message.includes(STREAMING_UNSUPPORTED)) return undefined;
      throw error;
    }
  }

  fetch(stream: Stream): Promise<StreamPart> {
    return this.native.StreamFetch(stream);
  }

  cancel(stream: Stream): void {
    this.native.StreamCancel(stream);
  }

  /** How many statements the engine would run for a text. It runs them all, where a server refuses more than one. */
  async countStatements(connection: Connection, sql: string): Promise<number> {
    return (await this.native.DurableClassifyAsync(connection, sql, null)).statementCount;
  }
}

// The package exports no path to its binding, only the directory it lives in.
function loadBinding(): NativeBinding {
  const load = createRequire(__filename);
  const packageDir = path.dirname(load.resolve('chdb/package.json'));
  return (load(path.join(packageDir, 'dist/loader.js')) as { loadNative(): NativeBinding }).loadNative();
}
