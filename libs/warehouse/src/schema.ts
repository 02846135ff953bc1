/**
 * The schema as the migrations declare it: each table and view with its statement, and where a cluster keeps its rows, which a
 * comment says: `-- cluster: sharded by <expression>`, or `-- cluster: everywhere`.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type CommentedStatement, loadStatements } from './sql';

/** Rows spread over the shards by an expression, or all rows on every node. Views: over a shard's rows, or over the whole tables. */
export type Placement = { readonly kind: 'sharded'; readonly by: string } | { readonly kind: 'everywhere' };

export interface SchemaObject {
  readonly name: string;
  readonly kind: 'TABLE' | 'VIEW';
  readonly placement: Placement;
  /** As one node takes it. */
  readonly statement: string;
}

const NUMBERED = /^(\d{4}_\w+)\.sql$/;
const HEAD = /^CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)\b/;
const PLACEMENT = /^cluster: (?:sharded by (.+)|everywhere)$/;

/** The migrations' names, in the order of their numbers. */
export function migrationNames(): readonly string[] {
  return readdirSync(path.join(__dirname, 'migrations'))
    .flatMap((file) => NUMBERED.exec(file)?.[1] ?? [])
    .sort();
}

/** Every table and view, in the order of the migrations. */
export function schemaObjects(): readonly SchemaObject[] {
  return migrationNames().flatMap((name) =>
    loadStatements(`migrations/${name}`).map((statement) => objectOf(statement, `${name}.sql`)),
  );
}

/** @throws Error for a statement that may not stand in a migration, or that does not say where a cluster keeps its rows */
export function objectOf({ text, comments }: CommentedStatement, file: string): SchemaObject {
  const head = HEAD.exec(text);
  if (!head) throw new Error(`${file}: a migration only creates tables and views that are missing, not: ${text}`);
  const [, kind, name = ''] = head;
  const placements = comments.flatMap((comment) => {
    const found = PLACEMENT.exec(comment);
    return found ? [found] : [];
  });
  const [placement] = placements;
  if (!placement || placements.length > 1) {
    throw new Error(
      `${file}: ${name} needs one comment "-- cluster: sharded by <expression>" or "-- cluster: everywhere" before its statement`,
    );
  }
  return {
    name,
    kind: kind as SchemaObject['kind'],
    placement: placement[1] === undefined ? { kind: 'everywhere' } : { kind: 'sharded', by: placement[1] },
    statement: text,
  };
}
