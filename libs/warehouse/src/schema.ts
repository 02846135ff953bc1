/**
 * The schema as the migrations declare it: its statements, and where a cluster keeps the rows of each table and view, which a comment
 * says where it is created: `-- cluster: sharded by <expression>`, or `-- cluster: everywhere`.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type CommentedStatement, loadStatements } from './sql';

/** Rows spread over the shards by an expression, or all rows on every node. Views: over a shard's rows, or over the whole tables. */
export type Placement = { readonly kind: 'sharded'; readonly by: string } | { readonly kind: 'everywhere' };

/** A table, or a view, which a later migration may define anew: it holds nothing. */
export interface SchemaObject {
  readonly does: 'create';
  readonly name: string;
  readonly kind: 'TABLE' | 'VIEW';
  readonly placement: Placement;
  /** As one node takes it. */
  readonly statement: string;
}

/** A column that a table has got later, or a view that is no longer read. */
export interface SchemaChange {
  readonly does: 'add column' | 'drop view';
  /** Of the table or view. */
  readonly name: string;
  readonly statement: string;
}

export type SchemaStatement = SchemaObject | SchemaChange;

const NUMBERED = /^(\d{4}_\w+)\.sql$/;
const CREATE = /^CREATE (?:(TABLE|VIEW) IF NOT EXISTS|OR REPLACE (VIEW)) (\w+)\b/;
const CHANGES = [
  ['add column', /^ALTER TABLE (\w+) ADD COLUMN IF NOT EXISTS (?!.*\bADD COLUMN\b)/s],
  ['drop view', /^DROP VIEW IF EXISTS (\w+)$/],
] as const;
const PLACEMENT = /^cluster: (?:sharded by (.+)|everywhere)$/;

/** The migrations' names, in the order of their numbers. */
export function migrationNames(): readonly string[] {
  return readdirSync(path.join(__dirname, 'migrations'))
    .flatMap((file) => NUMBERED.exec(file)?.[1] ?? [])
    .sort();
}

/** Every statement, in the order of the migrations. */
export function schemaStatements(): readonly SchemaStatement[] {
  return migrationNames().flatMap((name) =>
    loadStatements(`migrations/${name}`).map((statement) => schemaStatement(statement, `${name}.sql`)),
  );
}

/** Every table and view, as often as it is defined. */
export function schemaObjects(): readonly SchemaObject[] {
  return schemaStatements().filter((statement) => statement.does === 'create');
}

/** @throws Error for a statement that may not stand in a migration, or that does not say where a cluster keeps its rows */
export function schemaStatement({ text, comments }: CommentedStatement, file: string): SchemaStatement {
  for (const [does, pattern] of CHANGES) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return { does, name, statement: text };
  }
  const [, table, view, name = ''] = CREATE.exec(text) ?? [];
  const kind = table ?? view;
  if (kind === undefined) {
    throw new Error(
      `${file}: a migration may run at every start and takes no row away: it creates tables and views that are missing, ` +
        `replaces or drops views, and adds one column a statement that is missing. Not: ${text}`,
    );
  }
  return {
    does: 'create',
    name,
    kind: kind as SchemaObject['kind'],
    placement: placementOf(comments, name, file),
    statement: text,
  };
}

function placementOf(comments: readonly string[], name: string, file: string): Placement {
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
  return placement[1] === undefined ? { kind: 'everywhere' } : { kind: 'sharded', by: placement[1] };
}
