/**
 * A cluster of two shards in one engine: Distributed tables, GLOBAL IN and the plans of a cluster are ClickHouse's own; replication,
 * ON CLUSTER and the network between nodes are left out. Both shards hold the same tables, so each reads only the rows that its
 * shard key sends to it.
 */
import path from 'node:path';
import { WarehouseClient, type WarehouseOptions } from '@plumbline/warehouse';
import { schemaObjects } from '../../libs/warehouse/src/schema';

export const TWO_SHARDS_CONFIG = path.join(__dirname, 'two-shards.xml');
const CLUSTER = 'two_shards';
/** Name of the projector whose rebuilds are read as those of two shards. */
export const PROJECTOR = 'trial';
const REBUILDER = `${PROJECTOR}_rebuild`;

const ENDS_WITH_SETTINGS = /\bSETTINGS [^()]*$/;

/** How the statements begin that read tables of the cluster. */
const READING = /^(INSERT INTO|CREATE OR REPLACE TABLE \S+ ENGINE = Memory AS)\b/;

export class TwoShardsClient extends WarehouseClient {
  private readonly ownRows: string;

  constructor(options: Omit<WarehouseOptions, 'cluster'>) {
    super({ ...options, cluster: CLUSTER });
    const filters = schemaObjects().flatMap(({ name, placement }) => {
      if (placement.kind !== 'sharded') return [];
      const filter = `${placement.by} % 2 = shardNum() - 1`;
      return [`${name}_local`, `${name}_next_${REBUILDER}_local`].map(
        (table) => `'${options.database}.${table}': '${filter}'`,
      );
    });
    this.ownRows = `additional_table_filters = {${filters.join(', ')}}`;
  }

  /** Beside the settings that the statement ends with, if any. */
  private withOwnRows(statement: string): string {
    return ENDS_WITH_SETTINGS.test(statement)
      ? `${statement}, ${this.ownRows}`
      : `${statement} SETTINGS ${this.ownRows}`;
  }

  override async createDatabase(): Promise<void> {
    const { cluster: _, ...alone } = this.options;
    const client = new WarehouseClient(alone);
    await client.createDatabase();
    await client.close();
  }

  override async command(...[query, parameters]: Parameters<WarehouseClient['command']>): Promise<void> {
    const here = inOneProcess(query);
    if (here === '') return;
    await super.command(READING.test(query) ? this.withOwnRows(here) : here, parameters);
  }

  override rowsAsTheyCome<Row extends readonly unknown[]>(
    ...[query, parameters, signal]: Parameters<WarehouseClient['rowsAsTheyCome']>
  ): AsyncGenerator<Row[]> {
    return super.rowsAsTheyCome<Row>(this.withOwnRows(query), parameters, signal);
  }

  override rows<Row extends readonly unknown[]>(
    ...[query, parameters, signal]: Parameters<WarehouseClient['rows']>
  ): Promise<Row[]> {
    return super.rows<Row>(this.withOwnRows(query), parameters, signal);
  }
}

/** A statement of the schema as the engine runs it; empty for one that only replicas need. */
export function inOneProcess(statement: string): string {
  if (statement.startsWith('SYSTEM SYNC REPLICA')) return '';
  return statement
    .replace(/ ON CLUSTER '\w+'/, '')
    .replace(/ENGINE = Replicated(\w+)\('[^']*', '[^']*'(?:, (\w+))?\)/, (_, engine: string, version?: string) =>
      version === undefined ? `ENGINE = ${engine}` : `ENGINE = ${engine}(${version})`,
    );
}
