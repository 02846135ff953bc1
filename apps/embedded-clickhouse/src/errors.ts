// ClickHouse's exceptions: their text, the HTTP status a server gives them, and how chDB's own error texts become them.

/** A failure with ClickHouse's numeric code and its name, as `system.errors` lists them. */
export class ClickHouseException extends Error {
  constructor(
    readonly code: number,
    readonly type: string,
    readonly detail: string,
  ) {
    super(`Code: ${code}. DB::Exception: ${detail}. (${type})`);
    this.name = 'ClickHouseException';
  }
}

/** The exceptions this process raises itself, before or instead of the engine. */
export const exceptions = {
  emptyQuery: () => new ClickHouseException(62, 'SYNTAX_ERROR', 'Empty query'),
  multipleStatements: () =>
    new ClickHouseException(62, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed)'),
  queryTooLarge: (limitBytes: number) =>
    new ClickHouseException(
      62,
      'SYNTAX_ERROR',
      `Max query size exceeded: the statement is longer than ${limitBytes} bytes`,
    ),
  semicolonBeforeData: () =>
    new ClickHouseException(62, 'SYNTAX_ERROR', "You have excessive ';' symbol before data for INSERT"),
  infileOverHttp: () =>
    new ClickHouseException(78, 'UNKNOWN_TYPE_OF_QUERY', 'Query has infile and was send directly to server'),
  outfileOverHttp: () => new ClickHouseException(358, 'INTO_OUTFILE_NOT_ALLOWED', 'INTO OUTFILE is not allowed'),
  notImplemented: (what: string) =>
    new ClickHouseException(48, 'NOT_IMPLEMENTED', `The embedded ClickHouse does not support ${what}`),
  unknownEncoding: (encoding: string) =>
    new ClickHouseException(89, 'UNKNOWN_COMPRESSION_METHOD', `Unknown Content-Encoding: ${encoding}`),
  badEncoding: (reason: string) =>
    new ClickHouseException(
      354,
      'ZLIB_INFLATE_FAILED',
      `The request body is not what its Content-Encoding says: ${reason}`,
    ),
  authenticationFailed: (user: string) =>
    new ClickHouseException(
      516,
      'AUTHENTICATION_FAILED',
      `${user}: Authentication failed: password is incorrect, or there is no user with such name`,
    ),
  duplicateQueryId: (queryId: string) =>
    new ClickHouseException(
      216,
      'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING',
      `Query with id = ${queryId} is already running`,
    ),
  sessionNotFound: () => new ClickHouseException(372, 'SESSION_NOT_FOUND', 'Session not found'),
  sessionLocked: (id: string) =>
    new ClickHouseException(373, 'SESSION_IS_LOCKED', `Session ${id} is locked by a concurrent client`),
  sessionTimeout: (value: string) =>
    new ClickHouseException(374, 'INVALID_SESSION_TIMEOUT', `Invalid session timeout: '${value}', maximum 3600`),
  diskFull: (reason: string) =>
    new ClickHouseException(243, 'NOT_ENOUGH_SPACE', `Cannot spool the request body to disk: ${reason}`),
  badRequest: (reason: string) => new ClickHouseException(36, 'BAD_ARGUMENTS', reason),
  shuttingDown: () => new ClickHouseException(236, 'ABORTED', 'The embedded ClickHouse is shutting down'),
  cancelled: () => new ClickHouseException(394, 'QUERY_WAS_CANCELLED', 'Query was cancelled'),
};

const REPEATED_PREFIX = /^(?:Code: \d+\. DB::(?:\w*)Exception: )+(?=Code: \d+\. DB::)/;
const INNER_VERSION = / \(version [\d.]+\)(?=\.? \([A-Z_0-9]+\)|$)/g;
const ENGINE_TEXT = /^Code: (\d+)\. DB::\w*Exception: ([\s\S]*?)\.? \(([A-Z][A-Z_0-9]+)\)\s*$/;

/**
 * What the engine threw, as an exception with a code. chDB prefixes synchronous failures with `Query failed: ` and wraps
 * errors from data files several times (`Code: 27. DB::Exception: Code: 27. DB::Exception: …`); a server shows them once.
 * A text without ClickHouse's form gets code 1002 (UNKNOWN_EXCEPTION).
 */
export function fromEngine(error: unknown): ClickHouseException {
  if (error instanceof ClickHouseException) return error;
  const text = (error instanceof Error ? error.message : String(error))
    .replace(/^Query failed: /, '')
    .replace(REPEATED_PREFIX, '')
    .replace(INNER_VERSION, '')
    .replace(/(\. \([A-Z_0-9]+\))\1$/, '$1');
  const match = ENGINE_TEXT.exec(text);
  if (!match) return new ClickHouseException(1002, 'UNKNOWN_EXCEPTION', text.trim());
  return new ClickHouseException(Number(match[1]), match[3] ?? '', match[2] ?? '');
}

/** The body of an error answer, and of the block that ends a broken stream: one line, with the engine's version. */
export function exceptionText(error: ClickHouseException, engineVersion: string): string {
  return `${error.message} (version ${engineVersion} (official build))\n`;
}

// src/Server/HTTP/exceptionCodeToHTTPStatus.cpp; everything not listed is 500.
const STATUS_CODES: ReadonlyArray<readonly [status: number, codes: readonly number[]]> = [
  [401, [194]],
  [403, [192, 193, 497, 512, 516]],
  [400, [6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675, 676]],
  [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511]],
  [408, [159]],
  [411, [381]],
  [413, [229]],
  [415, [779]],
  [501, [48]],
  [503, [76, 209, 439]],
];

const STATUS_BY_CODE = new Map(STATUS_CODES.flatMap(([status, codes]) => codes.map((code) => [code, status] as const)));

/** The HTTP status a ClickHouse server answers with for an exception's code. */
export function httpStatus(code: number): number {
  return STATUS_BY_CODE.get(code) ?? 500;
}
