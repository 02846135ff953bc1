/** Staging tables of projectors that are gone: each projector has tables under its own name, and one that was killed leaves them. */
import type { WarehouseClient } from './client';

/**
 * Drops those of projectors that have said nothing for a day.
 * @param own name of the projector that asks
 * @returns names of the tables that were dropped
 */
export async function dropAbandonedTables(client: WarehouseClient, own: string): Promise<readonly string[]> {
  const tables = await client.rows<[string]>(
    `WITH extract(name, '(?:^touched|^staged_[a-z]+|_next)_(\\\\w+?)(?:_rebuild)?$') AS owner
     SELECT name
     FROM system.tables
     WHERE database = currentDatabase() AND owner NOT IN ('', {own:String})
         AND owner NOT IN (SELECT name FROM projectors WHERE said_at > now64(3) - INTERVAL 1 DAY)`,
    { own },
  );
  for (const [table] of tables) await client.command('DROP TABLE IF EXISTS {table:Identifier}', { table });
  return tables.map(([table]) => table);
}
