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

const COMMENT_LINE = /^\s*--.*$/gm;
const INCLUDE = /\{\{(\w+)\}\}/g;

function read(file: string): string {
  return readFileSync(path.join(__dirname, `${file}.sql`), 'utf8')
    .replace(COMMENT_LINE, '')
    .trim();
}

/**
 * The text of `file` with its includes, comments taken out.
 * @param includes where each `{{name}}` of the file and of what it includes is found
 */
export function loadSql(file: string, includes: Includes = {}): string {
  return read(file).replace(INCLUDE, (_, name: string) => {
    const included = includes[name];
    if (included === undefined) throw new Error(`${file}.sql includes {{${name}}}, which nothing names`);
    if (typeof included === 'string') return loadSql(included, includes);
    return 'text' in included ? included.text : loadSql(included.file, { ...includes, ...included.with });
  });
}

/** The statements of a file, which end with a semicolon at the end of a line. */
export function loadStatements(file: string): readonly string[] {
  return read(file)
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
