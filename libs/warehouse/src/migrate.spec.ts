import type { WarehouseClient } from './client';
import { migrate } from './migrate';
import { schemaStatements } from './schema';
import { SINGLE, type Topology } from './topology';

const BANK: Topology = { kind: 'cluster', name: 'bank', database: 'scores' };

/** A client that records. @param unshared tables that not all nodes share, and how many have them */
function recorder(topology: Topology, unshared: [table: string, nodes: string][] = []) {
  const done: string[] = [];
  const client = {
    topology,
    createDatabase: async () => void done.push('database'),
    rows: async () => {
      done.push('nodes');
      return unshared;
    },
    commands: async (queries: readonly string[]) => void done.push(...queries),
  };
  return { client: client as unknown as WarehouseClient, done };
}

describe('migrate', () => {
  it('given one node, then the database is made, and each table and view in it', async () => {
    const { client, done } = recorder(SINGLE);
    await migrate(client);
    expect(done).toEqual(['database', ...schemaStatements().map(({ statement }) => statement)]);
  });

  it('given a cluster whose nodes share their tables, then each is made on all nodes', async () => {
    const { client, done } = recorder(BANK);
    await migrate(client);
    expect(done.slice(0, 2)).toEqual(['database', 'nodes']);
    expect(done.slice(2).filter((statement) => !statement.includes("ON CLUSTER 'bank'"))).toEqual([]);
  });

  it('given a node that joined without the tables, then nothing is made, for its tables would be others', async () => {
    const { client, done } = recorder(BANK, [['visits_local', '3']]);
    await expect(migrate(client)).rejects.toThrow('do not share the table scores.visits_local (3 of them have it)');
    expect(done).toEqual(['database', 'nodes']);
  });
});
