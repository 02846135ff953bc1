// ClickHouse's HTTP interface over the engine: queries, inserts, streamed answers, errors in ClickHouse's form.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { ClickHouseException, exceptions, exceptionText, fromEngine, httpStatus } from './errors';
import { type ClickHouseRequest, type Credentials, decodedBody, isAuthorised, readRequest } from './request';
import type { SessionPool } from './session-pool';
import { spoolStatement } from './spool';
import { statementShape } from './statement';
import type { AnswerShape, QueryCounts } from './worker-protocol';

export interface ServerOptions {
  readonly pool: SessionPool;
  readonly credentials: Credentials;
  /** Working directory of the process, where data of inserts is spooled. */
  readonly spoolDir: string;
  readonly engineVersion: string;
}

/** Long parameters travel in the address. */
const LONGEST_HEADERS_BYTES = 16 * 2 ** 20;
const LONGEST_FORM_BYTES = 64 * 2 ** 20;

/** Formats whose chunks can simply follow each other; others have a head, a tail or widths over all rows. */
const ROW_FORMATS =
  /^(JSON(Compact)?EachRow|JSONStringsEachRow|JSONCompactStringsEachRow|NDJSON|JSONLines|TabSeparated(Raw)?|TSV(Raw)?|CSV|RowBinary|LineAsString|Native)$/i;

export function createServer(options: ServerOptions): http.Server {
  const running = new Set<string>();
  const server = http.createServer(
    { maxHeaderSize: LONGEST_HEADERS_BYTES, keepAliveTimeout: 30_000 },
    (request, response) => {
      void new Exchange(request, response, options, running).answer();
    },
  );
  server.requestTimeout = 0; // a long insert is no slow client
  return server;
}

/** One request and its answer. */
class Exchange {
  private readonly url: URL;
  private readonly aborted = new AbortController();

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly options: ServerOptions,
    private readonly running: Set<string>,
  ) {
    this.url = new URL(request.url ?? '/', 'http://localhost');
    response.once('close', () => this.aborted.abort());
  }

  async answer(): Promise<void> {
    if (['/ping', '/replicas_status'].includes(this.url.pathname) || this.isGreeting()) {
      this.response.end('Ok.\n');
      return;
    }
    try {
      if (!isAuthorised(this.request, this.url, this.options.credentials)) {
        throw exceptions.authenticationFailed(this.request.headers['x-clickhouse-user']?.toString() ?? 'default');
      }
      const { form, body } = await this.formAndBody();
      await this.run(readRequest(this.request, this.url, form), body);
    } catch (error) {
      this.fail(fromEngine(error));
    }
  }

  private isGreeting(): boolean {
    return this.request.method === 'GET' && this.url.pathname === '/' && this.url.search === '';
  }

  private async formAndBody(): Promise<{ form: ReadonlyMap<string, string>; body: AsyncIterable<Buffer> }> {
    const type = this.request.headers['content-type'] ?? '';
    const body = decodedBody(this.request);
    if (!type.startsWith('multipart/form-data')) return { form: new Map(), body };
    const bytes = await wholeBody(body);
    const data = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const form = new Map<string, string>();
    for (const [name, value] of data) form.set(name, typeof value === 'string' ? value : await value.text());
    return { form, body: noBody() };
  }

  private async run(request: ClickHouseRequest, body: AsyncIterable<Buffer>): Promise<void> {
    if (this.running.has(request.queryId)) throw exceptions.duplicateQueryId(request.queryId);
    this.running.add(request.queryId);
    const statement = await spoolStatement(request.query, body, this.options.spoolDir).catch((error: unknown) => {
      this.running.delete(request.queryId);
      throw error;
    });
    try {
      const { kind, format } =
        statement.remove.name === 'remove'
          ? { kind: 'insert' as const, format: undefined }
          : statementShape(statement.sql);
      const outputFormat = format ?? request.defaultFormat;
      const shape: AnswerShape =
        kind === 'insert' ? 'written' : kind === 'select' && ROW_FORMATS.test(outputFormat) ? 'rows' : 'document';
      const { database, settings, parameters, defaultFormat, session } = request;
      const query = { sql: statement.sql, shape, defaultFormat, database, settings, parameters };
      await this.send(this.options.pool.run(query, session, this.aborted.signal), request, outputFormat, shape);
    } finally {
      this.running.delete(request.queryId);
      await statement.remove();
    }
  }

  /** Rows go out as they come; anything else waits for its counts, which stand in a header. */
  private async send(
    chunks: AsyncGenerator<Uint8Array, QueryCounts>,
    request: ClickHouseRequest,
    format: string,
    shape: AnswerShape,
  ): Promise<void> {
    const first = await chunks.next();
    if (first.done === true) {
      this.writeHead(request, format, first.value);
      this.response.end();
      return;
    }
    if (shape !== 'rows') {
      const parts = [first.value];
      let next = await chunks.next();
      for (; next.done !== true; next = await chunks.next()) parts.push(next.value);
      this.writeHead(request, format, next.value);
      await this.stream([Buffer.concat(parts)], request.wantsGzip);
      return;
    }
    this.writeHead(request, format, undefined);
    await this.stream(continued(first.value, chunks), request.wantsGzip);
  }

  private async stream(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, wantsGzip: boolean): Promise<void> {
    const gzip = wantsGzip ? createGzip() : undefined;
    gzip?.pipe(this.response);
    const target: Writable = gzip ?? this.response;
    for await (const chunk of chunks) {
      if (this.response.destroyed) return;
      if (!target.write(chunk)) await Promise.race([once(target, 'drain'), once(this.response, 'close')]);
    }
    target.end();
  }

  private writeHead(request: ClickHouseRequest, format: string, counts: QueryCounts | undefined): void {
    this.response.writeHead(200, {
      'Content-Type': format.startsWith('JSON') ? 'application/json; charset=UTF-8' : 'text/plain; charset=UTF-8',
      'X-ClickHouse-Query-Id': request.queryId,
      'X-ClickHouse-Format': format,
      'X-ClickHouse-Timezone': 'UTC',
      'X-ClickHouse-Server-Display-Name': 'embedded',
      'X-ClickHouse-Summary': summary(counts),
      ...(request.wantsGzip ? { 'Content-Encoding': 'gzip' } : {}),
    });
  }

  /** An error after the first rows went out cannot be told any more: the connection is cut, so that nobody takes half for all. */
  private fail(error: ClickHouseException): void {
    (this.request as Readable).resume();
    if (this.response.headersSent) {
      this.response.destroy();
      return;
    }
    this.response.writeHead(httpStatus(error.code), {
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-ClickHouse-Exception-Code': String(error.code),
    });
    this.response.end(exceptionText(error, this.options.engineVersion));
  }
}

async function* continued(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* noBody(): AsyncGenerator<Buffer> {
  // nothing: the form had it all
}

async function wholeBody(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > LONGEST_FORM_BYTES) throw exceptions.queryTooLarge(LONGEST_FORM_BYTES);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function summary(counts: QueryCounts | undefined): string {
  return JSON.stringify({
    read_rows: String(counts?.readRows ?? 0),
    read_bytes: String(counts?.readBytes ?? 0),
    written_rows: String(counts?.writtenRows ?? 0),
    written_bytes: String(counts?.writtenBytes ?? 0),
    total_rows_to_read: '0',
    result_rows: String(counts?.resultRows ?? 0),
    result_bytes: '0',
    elapsed_ns: '0',
  });
}
