/**
 * Brings a database to the current schema: numbered, idempotent migrations, each applied in order on every start.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { WarehouseClient } from './client';
import { loadStatements } from './sql';

const NUMBERED = /^(\d{4}_\w+)\.sql$/;

/** The migrations' names, in the order of their numbers. */
export function migrationNames(): readonly string[] {
  return readdirSync(path.join(__dirname, 'migrations'))
    .flatMap((file) => NUMBERED.exec(file)?.[1] ?? [])
    .sort();
}

export async function migrate(client: WarehouseClient): Promise<void> {
  await client.createDatabase();
  for (const name of migrationNames()) {
    for (const statement of loadStatements(`migrations/${name}`)) await client.command(statement);
  }
}
