// An engine thread: runs one query at a time on a connection of its own and hands the answer back piece by piece.
//
// A thread rather than a promise: starting a streaming query analyses it on the calling thread (a scalar subquery may take seconds),
// and the thread that serves HTTP must not wait. A thread never ends before the process: its end would close the whole engine.
import { parentPort, workerData } from 'node:worker_threads';
import { Connection, Engine, Stream } from './engine';
import { exceptions } from './errors';
import { quoteString, setStatements } from './settings';
import type { EngineQuery, FromThread, QueryCounts, ToThread } from './worker-protocol';

/** Chunks on their way to the client; the engine pauses when it is this far ahead. A chunk is a block of rows, 0.1 to some MB. */
const CHUNKS_AHEAD = 3;

const NO_COUNTS: QueryCounts = { readRows: 0, readBytes: 0, writtenRows: 0, writtenBytes: 0, resultRows: 0 };

class EngineThread {
  private readonly sessions = new Map<string, Connection>();
  private cancelled = false;
  private chunksAhead = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly engine: Engine,
    private readonly send: (message: FromThread, transfer?: ArrayBuffer[]) => void,
  ) {}

  receive(message: ToThread): void {
    if (message.kind === 'run') void this.run(message.query);
    else if (message.kind === 'end-session') this.endSession(message.sessionId);
    else {
      if (message.kind === 'cancel') this.cancelled = true;
      else this.chunksAhead -= 1;
      this.wake();
    }
  }

  private async run(query: EngineQuery): Promise<void> {
    this.cancelled = false;
    this.chunksAhead = 0;
    let answer: FromThread;
    try {
      const counts =
        query.sessionId === undefined ? await this.runAlone(query) : await this.runInSession(query.sessionId, query);
      answer = { kind: 'done', counts };
    } catch (error) {
      answer = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    this.send(answer);
  }

  // A connection that ends with the query takes along whatever the query set, used or created for itself.
  private async runAlone(query: EngineQuery): Promise<QueryCounts> {
    const connection = this.engine.connect();
    try {
      if (query.database !== undefined) this.use(connection, query.database);
      return await this.answer(connection, query);
    } finally {
      this.engine.close(connection);
    }
  }

  // As on a server, what a request passes along (settings, database) holds for that request, what it SETs holds for the session.
  private async runInSession(sessionId: string, query: EngineQuery): Promise<QueryCounts> {
    const connection = this.sessions.get(sessionId) ?? this.engine.connect();
    this.sessions.set(sessionId, connection);
    const database = this.engine.runSync(connection, 'SELECT currentDatabase()');
    const settings = this.settingsBefore(connection, query);
    try {
      if (query.database !== undefined) this.use(connection, query.database);
      return await this.answer(connection, query);
    } finally {
      for (const statement of settings) this.engine.runSync(connection, statement);
      if (query.database !== undefined) this.use(connection, database);
    }
  }

  /** Statements that give the settings a query passes along the values they have now. */
  private settingsBefore(connection: Connection, query: EngineQuery): string[] {
    const names = query.settings.map(([name]) => quoteString(name));
    if (names.length === 0) return [];
    const found = this.engine.runSync(
      connection,
      `SELECT name, value, changed FROM system.settings WHERE name IN (${names.join(', ')}) FORMAT JSONCompactEachRow`,
    );
    const rows = found.split('\n').filter((line) => line !== '');
    return rows.map((line) => {
      const [name, value, changed] = JSON.parse(line) as [string, string, number];
      return `SET ${name} = ${changed === 1 ? quoteString(value) : 'DEFAULT'}`;
    });
  }

  private use(connection: Connection, database: string): void {
    this.engine.runSync(connection, `USE \`${database.replace(/[\\`]/g, '\\$&')}\``);
  }

  private async answer(connection: Connection, query: EngineQuery): Promise<QueryCounts> {
    for (const statement of setStatements(query.settings, query.parameters)) this.engine.runSync(connection, statement);
    const statements = await this.engine.countStatements(connection, query.sql);
    if (statements === 0) throw exceptions.emptyQuery();
    if (statements > 1) throw exceptions.multipleStatements();
    if (this.cancelled) throw exceptions.cancelled();
    if (query.shape === 'written') return this.write(connection, query);
    if (query.shape === 'rows') {
      const stream = this.engine.stream(connection, query.sql, query.defaultFormat);
      if (stream !== undefined) return this.sendRows(stream);
    }
    return this.sendDocument(connection, query);
  }

  private async write(connection: Connection, query: EngineQuery): Promise<QueryCounts> {
    const { rowsWritten, bytesWritten } = await this.engine.write(connection, query.sql);
    return {
      ...NO_COUNTS,
      readRows: rowsWritten,
      readBytes: bytesWritten,
      writtenRows: rowsWritten,
      writtenBytes: bytesWritten,
    };
  }

  private async sendDocument(connection: Connection, query: EngineQuery): Promise<QueryCounts> {
    const { bytes, rowsRead, bytesRead } = await this.engine.query(connection, query.sql, query.defaultFormat);
    if (bytes.length > 0) this.sendChunk(bytes);
    return { ...NO_COUNTS, readRows: rowsRead, readBytes: bytesRead };
  }

  // A fetch that throws has ended its stream; one that was not fetched to its end must be cancelled before its connection closes.
  private async sendRows(stream: Stream): Promise<QueryCounts> {
    for (let resultRows = 0; ;) {
      const part = await this.engine.fetch(stream);
      if (part.done) return { ...NO_COUNTS, readRows: resultRows, resultRows };
      resultRows += part.numRows;
      if (part.bytes.length > 0) this.sendChunk(part.bytes);
      while (this.chunksAhead >= CHUNKS_AHEAD && !this.cancelled) {
        await new Promise<void>((wake) => (this.wake = wake));
      }
      if (this.cancelled) {
        this.engine.cancel(stream);
        throw exceptions.cancelled();
      }
    }
  }

  private sendChunk(bytes: Uint8Array): void {
    this.chunksAhead += 1;
    // The binding gives every result a buffer of its own, so that it can move to the other thread without a copy.
    const owned = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
    this.send({ kind: 'chunk', bytes }, owned ? [bytes.buffer as ArrayBuffer] : []);
  }

  private endSession(sessionId: string): void {
    const connection = this.sessions.get(sessionId);
    this.sessions.delete(sessionId);
    if (connection) this.engine.close(connection);
  }
}

const port = parentPort;
if (port === null) throw new Error('engine-worker runs as a worker thread');
const { dataDir } = workerData as { readonly dataDir: string };
const thread = new EngineThread(new Engine(dataDir), (message, transfer) => port.postMessage(message, transfer ?? []));
port.on('message', (message: ToThread) => thread.receive(message));
port.postMessage({ kind: 'ready' } satisfies FromThread);
