/** The statements of an SQL file, without its comments: as clickhouse-client runs them, one after the other. */
import { readFileSync } from 'node:fs';

export function statementsOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
