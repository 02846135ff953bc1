/** Brings a database to the current schema: numbered, idempotent migrations, each applied in order on every start. */
import { type WarehouseClient, WarehouseError } from './client';
import { schemaStatements } from './schema';
import { schemaSql } from './topology';

export async function migrate(client: WarehouseClient): Promise<void> {
  await client.createDatabase();
  await refuseNodeWithoutTables(client);
  for (const statement of schemaStatements()) await client.commands(schemaSql(client.topology, statement));
}

/**
 * A node that joined a cluster must have been given the tables of the others, under their identifiers: made anew they would stand
 * alone, and whoever asked that node would find them empty.
 */
async function refuseNodeWithoutTables(client: WarehouseClient): Promise<void> {
  const { topology } = client;
  if (topology.kind === 'single') return;
  const [alone] = await client.rows<[table: string, nodes: string]>(
    `SELECT name, count()
     FROM clusterAllReplicas({cluster:String}, system.tables)
     WHERE database = {database:String} AND engine LIKE 'Replicated%'
     GROUP BY name
     HAVING count() < (SELECT count() FROM system.clusters WHERE cluster = {cluster:String}) OR uniqExact(uuid) > 1
     ORDER BY name`,
    { cluster: topology.name, database: topology.database },
  );
  if (!alone) return;
  throw new WarehouseError(
    `The nodes of cluster ${topology.name} do not share the table ${topology.database}.${alone[0]} (${alone[1]} of them have it). ` +
      'If a node was added, give it the tables first: infra/clickhouse/README.md, "Another replica". If one was away, wait until it has caught up.',
    false,
  );
}
