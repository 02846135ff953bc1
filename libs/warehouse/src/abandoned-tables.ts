/** Staging tables of projectors that are gone: each projector has tables under its own name, and one that was killed leaves them. */
import type { WarehouseClient } from './client';
import { onAllNodes, onCluster } from './topology';

/**
 * Drops those of projectors that have said nothing for a day.
 * @param own name of the projector that asks
 * @returns names of the tables that were dropped
 */
export async function dropAbandonedTables(client: WarehouseClient, own: string): Promise<readonly string[]> {
  const { database } = client.options;
  const tables = await client.rows<[string]>(
    `WITH extract(name, '(?:^touched|^staged_[a-z]+|_next)_(\\\\w+?)(?:_rebuild)?(?:_local)?$') AS owner
     SELECT DISTINCT name
     FROM ${onAllNodes(client.topology, 'system.tables')}
     WHERE database = {database:String} AND owner NOT IN ('', {own:String})
         AND owner GLOBAL NOT IN (SELECT name FROM projectors WHERE said_at > now64(3) - INTERVAL 1 DAY)`,
    { own, database },
  );
  const drop = `DROP TABLE IF EXISTS {database:Identifier}.{table:Identifier}${onCluster(client.topology)}`;
  for (const [table] of tables) await client.command(drop, { database, table });
  return tables.map(([table]) => table);
}
