/**
 * Loads the SQL of this library: one statement (or migration) per file, values bound by name at run time.
 * `{{name}}` in a file includes another file: that is how a fold and its case history stay one text.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What an include stands for: a file relative to this folder, without its ending; or such a file with includes of its own, for
 * it and for what it includes; or a text as it is.
 */
export type Include = string | { readonly file: string; readonly with: Includes } | { readonly text: string };
export type Includes = Readonly<Record<string, Include>>;

/** A statement of a file, and the comments that stand before or in it, without their dashes. */
export interface CommentedStatement {
  readonly text: string;
  readonly comments: readonly string[];
}

const COMMENT_LINE = /^\s*--.*$/gm;
const COMMENT = /^\s*-- ?(.*)$/;
const INCLUDE = /\{\{(\w+)\}\}/g;

/**
 * The text of `file` with its includes, comments taken out.
 * @param includes where each `{{name}}` of the file and of what it includes is found
 */
export function loadSql(file: string, includes: Includes = {}): string {
  return read(file)
    .replace(COMMENT_LINE, '')
    .trim()
    .replace(INCLUDE, (_, name: string) => {
      const included = includes[name];
      if (included === undefined) throw new Error(`${file}.sql includes {{${name}}}, which nothing names`);
      if (typeof included === 'string') return loadSql(included, includes);
      return 'text' in included ? included.text : loadSql(included.file, { ...includes, ...included.with });
    });
}

/** The statements of a file, which end with a semicolon at the end of a line. */
export function loadStatements(file: string): readonly CommentedStatement[] {
  const statements: CommentedStatement[] = [];
  let lines: string[] = [];
  let comments: string[] = [];
  for (const line of read(file).split('\n')) {
    const comment = COMMENT.exec(line)?.[1];
    if (comment === undefined) lines.push(line);
    else comments.push(comment);
    if (comment !== undefined || !/;\s*$/.test(line)) continue;
    statements.push({ text: lines.join('\n').trim().replace(/;$/, ''), comments });
    [lines, comments] = [[], []];
  }
  if (lines.some((line) => line.trim() !== '')) throw new Error(`${file}.sql: its last statement has no semicolon`);
  return statements;
}

function read(file: string): string {
  return readFileSync(path.join(__dirname, `${file}.sql`), 'utf8');
}
