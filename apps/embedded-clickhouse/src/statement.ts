// What a request's text asks for: its kind, its output format, and, for an INSERT, where the statement ends and the data begins.
import { exceptions } from './errors';
import { SqlToken, sqlTokens } from './sql-tokens';

/** An INSERT that is followed by data, cut so that the data can be read from a file instead. */
export interface InsertWithData {
  /** Index in the text of the first character of the data. */
  readonly dataStart: number;
  readonly format: string;
  /** The same INSERT, reading from a file: `name` relative to the working directory, `compression` as the engine spells it. */
  fromFile(name: string, compression?: string): string;
}

/** A statement's kind decides how its answer is produced: rows as they come, one document, or counts. */
export type StatementKind = 'select' | 'insert' | 'other';

export interface StatementShape {
  readonly kind: StatementKind;
  /** The FORMAT clause, as written; undefined when there is none. */
  readonly format: string | undefined;
}

const SELECT_WORDS = new Set(['SELECT', 'WITH', 'FROM']);

/**
 * Kind and output format of a statement without data.
 * @throws ClickHouseException 358 for INTO OUTFILE, which a server refuses: the file would be the server's, not the client's.
 */
export function statementShape(text: string): StatementShape {
  const tokens = sqlTokens(text);
  if (tokens.some((token, index) => isWord(token, 'INTO') && isWord(tokens[index + 1], 'OUTFILE'))) {
    throw exceptions.outfileOverHttp();
  }
  const first = tokens.find((token) => token.text !== '(')?.text ?? '';
  const kind = first === 'INSERT' ? 'insert' : SELECT_WORDS.has(first) ? 'select' : 'other';
  return { kind, format: outputFormat(text, tokens) };
}

/** The last FORMAT clause outside brackets that ends the statement; SETTINGS may follow it. */
function outputFormat(text: string, tokens: readonly SqlToken[]): string | undefined {
  for (let index = tokens.length - 2; index >= 0; index -= 1) {
    const name = tokens[index + 1];
    const after = tokens[index + 2];
    const closes = after === undefined || after.text === ';' || isWord(after, 'SETTINGS');
    if (closes && tokens[index]?.depth === 0 && isWord(tokens[index], 'FORMAT') && isName(name)) {
      return unquoted(text, name);
    }
  }
  return undefined;
}

/**
 * Where the data of an INSERT starts, after src/Parsers/ParserInsertQuery.cpp: behind VALUES or FORMAT.
 * @param text the text of the request, or the part of it received so far
 * @param complete whether the text is all there is: if not, a clause that touches its end may still go on
 * @returns undefined when the text is no INSERT with data, or when that cannot be told yet
 * @throws ClickHouseException 78 for FROM INFILE, 62 for a semicolon between format and data: a server refuses both
 */
export function insertWithData(text: string, complete: boolean): InsertWithData | undefined {
  const tokens = sqlTokens(text);
  if (!isWord(tokens[0], 'INSERT')) return undefined;
  for (let index = afterTarget(tokens), spliceAt: number | undefined; ; index += 1) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (token === undefined) return undefined;
    if (token.depth > 0 || token.kind !== 'word') continue;
    if (token.text === 'SELECT' || token.text === 'WITH') return insertFromInput(text, tokens.slice(index), complete);
    if (token.text === 'FROM' && isWord(next, 'INFILE')) throw exceptions.infileOverHttp();
    if (token.text === 'SETTINGS') spliceAt ??= token.start;
    if (token.text === 'VALUES') {
      if (token.end === text.length && !complete) return undefined;
      return cutAt(text, { clause: token, spliceAt, format: 'Values', dataStart: next?.start ?? token.end });
    }
    if (token.text === 'FORMAT' && isName(next)) {
      if (next.end === text.length && !complete) return undefined;
      return cutAt(text, { clause: token, spliceAt, format: unquoted(text, next), dataStart: dataAfter(text, next) });
    }
  }
}

interface Cut {
  /** VALUES or FORMAT. */
  readonly clause: SqlToken;
  /** Where FROM INFILE belongs when that is not just before the clause: ahead of SETTINGS. */
  readonly spliceAt: number | undefined;
  readonly format: string;
  readonly dataStart: number;
}

function cutAt(text: string, { clause, spliceAt = clause.start, format, dataStart }: Cut): InsertWithData {
  return {
    dataStart,
    format,
    fromFile: (name, compression) =>
      `${text.slice(0, spliceAt)} FROM INFILE '${name}' COMPRESSION '${compression ?? 'none'}' ` +
      `${text.slice(spliceAt, clause.start)} FORMAT ${format}`,
  };
}

/**
 * `INSERT INTO t SELECT … FROM input('…') FORMAT X <data>`. chDB takes FROM INFILE there but then feeds input() nothing,
 * so the table function file() stands in for it.
 */
function insertFromInput(text: string, tokens: readonly SqlToken[], complete: boolean): InsertWithData | undefined {
  const input = tokens.findIndex((token, index) => isWord(token, 'INPUT') && tokens[index + 1]?.text === '(');
  const open = tokens[input + 1];
  if (input === -1 || open === undefined) return undefined;
  const close = tokens.find((token) => token.start > open.start && token.text === ')' && token.depth === open.depth);
  const clause = tokens.findIndex(
    (token, index) => isWord(token, 'FORMAT') && token.depth === 0 && isName(tokens[index + 1]),
  );
  const name = tokens[clause + 1];
  const start = tokens[input]?.start;
  const formatStart = tokens[clause]?.start;
  if (close === undefined || clause === -1 || name === undefined || start === undefined) return undefined;
  if (name.end === text.length && !complete) return undefined;
  const format = unquoted(text, name);
  const structure = text.slice(open.end, close.start).trim() || "'auto'";
  return {
    dataStart: dataAfter(text, name),
    format,
    fromFile: (file, compression) =>
      `${text.slice(0, start)}file('${file}', '${format}', ${structure}, '${compression ?? 'none'}')` +
      text.slice(close.end, formatStart),
  };
}

/** Index of the first token behind `INSERT INTO [TABLE | FUNCTION] target`. */
function afterTarget(tokens: readonly SqlToken[]): number {
  let index = 1;
  if (isWord(tokens[index], 'INTO')) index += 1;
  if (isWord(tokens[index], 'TABLE')) index += 1;
  if (isWord(tokens[index], 'FUNCTION')) index += 1;
  index = afterName(tokens, index);
  while (tokens[index]?.text === '.') index = afterName(tokens, index + 1);
  return index;
}

// A name may be a substitution, {table:Identifier}, which is a group of tokens.
function afterName(tokens: readonly SqlToken[], index: number): number {
  if (tokens[index]?.text !== '{') return index + 1;
  const close = tokens.findIndex((token, at) => at > index && token.text === '}');
  return close === -1 ? tokens.length : close + 1;
}

// Blanks and one line break after the format's name belong to the statement, everything else is data.
function dataAfter(text: string, name: SqlToken): number {
  if (text[name.end] === ';') throw exceptions.semicolonBeforeData();
  return name.end + (/^[ \t\f]*\r?\n?/.exec(text.slice(name.end))?.[0].length ?? 0);
}

function isWord(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text;
}

function isName(token: SqlToken | undefined): token is SqlToken {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

function unquoted(text: string, name: SqlToken): string {
  const raw = text.slice(name.start, name.end);
  return name.kind === 'quoted' ? raw.slice(1, -1) : raw;
}
