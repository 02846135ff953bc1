// A request of ClickHouse's HTTP interface: what its address, headers and form fields say.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createGunzip, createInflate } from 'node:zlib';
import { exceptions } from './errors';
import type { SessionWish } from './http-sessions';
import { type Assignment, isSettingName } from './settings';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface ClickHouseRequest {
  readonly query: string;
  readonly queryId: string;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly settings: readonly Assignment[];
  readonly parameters: readonly Assignment[];
  readonly session: SessionWish | undefined;
  /** Whether the client wants its answer gzipped. */
  readonly wantsGzip: boolean;
}

/** Parameters of the interface itself; any other names a setting. */
const INTERFACE_PARAMETERS = new Set([
  'query', 'query_id', 'database', 'default_format', 'user', 'password', 'session_id', 'session_timeout', 'session_check', 'role',
  'quota_key', 'compress', 'decompress', 'buffer_size', 'wait_end_of_query', 'enable_http_compression', 'http_zlib_compression_level',
  'send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'stacktrace', 'close_session',
]); // prettier-ignore

const DEFAULT_SESSION_SECONDS = 60;
const LONGEST_SESSION_SECONDS = 3_600;

/** @throws ClickHouseException 36 for a name that can be no setting, 374 for a session time-out out of range */
export function readRequest(request: IncomingMessage, url: URL, form: ReadonlyMap<string, string>): ClickHouseRequest {
  const fields = new Map([...url.searchParams, ...form]);
  const parameters: Assignment[] = [];
  const settings: Assignment[] = [];
  for (const [name, value] of fields) {
    if (INTERFACE_PARAMETERS.has(name)) continue;
    const bare = name.startsWith('param_') ? name.slice('param_'.length) : name;
    if (!isSettingName(bare)) throw exceptions.badRequest(`"${bare}" can be no name of a setting or parameter`);
    (name.startsWith('param_') ? parameters : settings).push([bare, value]);
  }
  return {
    query: fields.get('query') ?? '',
    queryId: fields.get('query_id') || randomUUID(),
    database: fields.get('database') || header(request, 'x-clickhouse-database'),
    defaultFormat: fields.get('default_format') || header(request, 'x-clickhouse-format') || 'TabSeparated',
    settings,
    parameters,
    session: sessionOf(fields),
    wantsGzip:
      fields.get('enable_http_compression') === '1' && /\bgzip\b/.test(header(request, 'accept-encoding') ?? ''),
  };
}

/** Whether the request carries the credentials, in headers, as Basic authorization or in its address; compared in constant time. */
export function isAuthorised(request: IncomingMessage, url: URL, expected: Credentials): boolean {
  const [basicUser, basicPassword] = basicCredentials(header(request, 'authorization'));
  const username = header(request, 'x-clickhouse-user') ?? basicUser ?? url.searchParams.get('user') ?? '';
  const password = header(request, 'x-clickhouse-key') ?? basicPassword ?? url.searchParams.get('password') ?? '';
  return timingSafeEqual(digest([username, password]), digest([expected.username, expected.password]));
}

/** The body as it was before its Content-Encoding. @throws ClickHouseException 89 for one that is not known */
export function decodedBody(request: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = header(request, 'content-encoding') ?? 'identity';
  if (encoding === 'identity') return request;
  const inflate = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined;
  if (!inflate) throw exceptions.unknownEncoding(encoding);
  request.once('error', (error) => inflate.destroy(error));
  return sound(request.pipe(inflate));
}

async function* sound(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    throw exceptions.badEncoding(error instanceof Error ? error.message : String(error));
  }
}

function sessionOf(fields: ReadonlyMap<string, string>): SessionWish | undefined {
  const id = fields.get('session_id');
  if (!id) return undefined;
  const timeout = fields.get('session_timeout') ?? String(DEFAULT_SESSION_SECONDS);
  const timeoutSeconds = Number(timeout);
  if (!(timeoutSeconds >= 0 && timeoutSeconds <= LONGEST_SESSION_SECONDS)) throw exceptions.sessionTimeout(timeout);
  return { id, timeoutSeconds, mustExist: fields.get('session_check') === '1' };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function basicCredentials(authorization: string | undefined): [string?, string?] {
  const encoded = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return [];
  const [username, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [username, password.join(':')];
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
