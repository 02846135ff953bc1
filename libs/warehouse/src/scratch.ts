/** Tables of facts that live as long as one question: folded for a moment that is not now, or with events that are only drafts. */
import { randomUUID } from 'node:crypto';
import type { WarehouseClient } from './client';
import { createTableHere } from './topology';

const PREFIX = 'scratch_';
/** Longer than any question may take: who still has a table by then has died. */
const FORGOTTEN_AFTER_MINUTES = 60;

/** Names the table that stands in for one of ours, by the name of ours: a family's facts, or `daily`, the sums of all. */
export type ScratchTables = (table: string) => string;

/** The sums of all families under one name, as reads want them; made anew where it is scratch. */
export const DAILY = 'daily';

/** Ids of cases or keys that are folded; no table of ours. */
export const TOUCHED = 'touched';

/**
 * Runs `use` with empty tables of the same form as the given ones, and drops them after it.
 * @param tables names of tables of ours, of `daily`, or `touched`
 */
export async function withScratchTables<Result>(
  client: WarehouseClient,
  tables: readonly string[],
  use: (scratch: ScratchTables) => Promise<Result>,
): Promise<Result> {
  await dropForgotten(client);
  const question = randomUUID().replaceAll('-', '');
  const scratch: ScratchTables = (table) => `${PREFIX}${question}_${table}`;
  try {
    // Table names are constants and a UUID; ClickHouse takes no parameter in these places.
    for (const table of tables) {
      const name = scratch(table);
      await client.command(createScratch(client, name, table));
    }
    return await use(scratch);
  } finally {
    for (const table of tables) await client.command(`DROP TABLE IF EXISTS ${scratch(table)}`);
  }
}

function createScratch({ topology }: WarehouseClient, name: string, table: string): string {
  if (table === DAILY) return `CREATE TABLE ${name} ENGINE = Memory EMPTY AS SELECT * FROM ${DAILY}`;
  if (table === TOUCHED) return `CREATE TABLE ${name} (case_id String) ENGINE = Memory`;
  return createTableHere(topology, name, table);
}

async function dropForgotten(client: WarehouseClient): Promise<void> {
  const forgotten = await client.rows<[string]>(
    `SELECT name FROM system.tables
     WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
         AND metadata_modification_time < now() - INTERVAL {minutes:UInt32} MINUTE`,
    { prefix: PREFIX, minutes: FORGOTTEN_AFTER_MINUTES },
  );
  for (const [name] of forgotten) await client.command(`DROP TABLE IF EXISTS ${name}`);
}
