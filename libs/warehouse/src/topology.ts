/**
 * One node or a cluster: what the schema's statements become on each, and the settings that statements need there
 * (infra/decisions/0013-cluster.md). Nothing else knows which it is.
 *
 * On a cluster a sharded table `t` is two: `t_local` on every node, replicated within its shard, and `t` (Distributed), which takes
 * each row to its shard and reads them all. Statements name `t`; those of the schema, which run ON CLUSTER, name databases too,
 * because a node takes the names in an AS or in a view's SELECT as those of its own current database, not of the sender's.
 */
import type { ClickHouseSettings } from '@clickhouse/client';
import { type SchemaChange, type SchemaObject, schemaObjects, type SchemaStatement } from './schema';

export type Topology =
  | { readonly kind: 'single' }
  | {
      readonly kind: 'cluster';
      /** An entry of `remote_servers` on every node. */
      readonly name: string;
      readonly database: string;
    };
type Cluster = Extract<Topology, { kind: 'cluster' }>;

export const SINGLE: Topology = { kind: 'single' };

/** @throws Error for a database name that would have to be quoted */
export function topologyOf({ cluster, database }: { cluster?: string | undefined; database: string }): Topology {
  if (cluster === undefined) return SINGLE;
  if (!/^[A-Za-z_]\w*$/.test(database)) throw new Error(`On a cluster a database is a plain name, not "${database}"`);
  return { kind: 'cluster', name: cluster, database };
}

/** The settings of every statement. */
export function settingsOf({ kind }: Topology): ClickHouseSettings {
  const everywhere: ClickHouseSettings = {
    // An acknowledged insert is in the table, not in a buffer of the server: the fold that follows must see what was landed.
    async_insert: 0,
    // A rebuild drops the tables that it replaced, which a bank outgrows the default limit of 50 GB with.
    max_table_size_to_drop: '0',
  };
  if (kind === 'single') return everywhere;
  return {
    ...everywhere,
    // The same over the shards: an acknowledged insert is in all of them, not in a queue of the node that took it.
    distributed_foreground_insert: 1,
    // Rows go where their own table's key says. By default (2) INSERT … SELECT between sharded tables stays on the shard it read:
    // right only where both have one key, and facts lie by branch where events lie by case.
    parallel_distributed_insert_select: '0',
    // A column is there on all replicas before anybody writes it.
    alter_sync: '2',
    // A replica that does not confirm in time fails the batch, which comes again; the default is as long as a request may take.
    insert_quorum_timeout: 60_000,
    // A shard that is away is an error, never a smaller sum, whatever a profile says.
    skip_unavailable_shards: 0,
  };
}

/** ` ON CLUSTER …`, or nothing on one node. */
export function onCluster(topology: Topology): string {
  return topology.kind === 'single' ? '' : ` ON CLUSTER ${quoted(topology.name)}`;
}

/** A system table as all nodes have it. */
export function onAllNodes(topology: Topology, table: `system.${string}`): string {
  return topology.kind === 'single' ? table : `clusterAllReplicas(${quoted(topology.name)}, ${table})`;
}

/** What a statement of the schema becomes: statements that are harmless where they were already run. */
export function schemaSql(topology: Topology, statement: SchemaStatement): readonly string[] {
  if (topology.kind === 'single') return [statement.statement];
  if (statement.does !== 'create') return changed(topology, statement);
  const { name, placement } = statement;
  if (placement.kind === 'everywhere') return [onEveryNode(topology, statement)];
  // A view that is defined anew may have other columns.
  const create = statement.statement.startsWith('CREATE OR REPLACE')
    ? 'CREATE OR REPLACE TABLE'
    : 'CREATE TABLE IF NOT EXISTS';
  return [onEveryNode(topology, statement), `${create} ${distributed(topology, name, placement.by)}`];
}

/** An empty table like one of the schema, instead of any of that name. */
export function createTableAs(topology: Topology, name: string, like: string): readonly string[] {
  if (topology.kind === 'single') return [`CREATE OR REPLACE TABLE ${name} AS ${like}`];
  const key = shardKeyOf(like);
  const copy = (from: string, to: string): string =>
    `CREATE OR REPLACE TABLE ${qualified(topology, to)}${onCluster(topology)} AS ${qualified(topology, from)}`;
  return key === undefined
    ? [copy(like, name)]
    : [copy(localOf(like), localOf(name)), `CREATE OR REPLACE TABLE ${distributed(topology, name, key)}`];
}

/** An empty table like one of the schema, on the asked node alone: of a cluster's sharded table, like the part that holds rows. */
export function createTableHere(topology: Topology, name: string, like: string): string {
  const isSharded = topology.kind === 'cluster' && shardKeyOf(like) !== undefined;
  return `CREATE TABLE ${name} AS ${isSharded ? localOf(like) : like}`;
}

/**
 * Swaps a table with the one of the schema it is like, each node at once for itself: on a cluster, until the statement returns,
 * one node may have swapped and another not.
 */
export function exchangeTables(topology: Topology, name: string, like: string): readonly string[] {
  if (topology.kind === 'single') return [`EXCHANGE TABLES ${name} AND ${like}`];
  const exchange = (a: string, b: string): string =>
    `EXCHANGE TABLES ${qualified(topology, a)} AND ${qualified(topology, b)}${onCluster(topology)}`;
  // Inserts wait for the replicas of a shard; a table of every node has more of them, and all must have its rows by then.
  return shardKeyOf(like) === undefined
    ? [`SYSTEM SYNC REPLICA${onCluster(topology)} ${qualified(topology, name)}`, exchange(name, like)]
    : [exchange(localOf(name), localOf(like))];
}

/** Drops a table that is like one of the schema. */
export function dropTable(topology: Topology, name: string, like: string): readonly string[] {
  if (topology.kind === 'single') return [`DROP TABLE ${name}`];
  const names = shardKeyOf(like) === undefined ? [name] : [name, localOf(name)];
  return names.map((table) => `DROP TABLE ${qualified(topology, table)}${onCluster(topology)}`);
}

const HEAD = /^(CREATE (?:(?:TABLE|VIEW) IF NOT EXISTS|OR REPLACE VIEW)) \w+/;
const ALTERED = /^ALTER TABLE \w+/;
const COPIED = /^(CREATE TABLE .*) AS (\w+)$/;
const READ = /\b(FROM|JOIN) (\w+)\b/g;
const ENGINE = /\bENGINE = (\w*MergeTree)(?:\((.*)\))?/;
const SETTINGS = /\bSETTINGS /;
// Who replicates a table with whom, and as who: the nodes of a shard, or all. {uuid} is each table's own, whatever name it has been
// given by an EXCHANGE; it also means that a node which joins later needs its tables made with the identifiers of the others.
const REPLICAS = {
  sharded: ["'/clickhouse/tables/{uuid}/{shard}'", "'{replica}'"],
  everywhere: ["'/clickhouse/tables/{uuid}/everywhere'", "'{shard}-{replica}'"],
} as const;
// The recomputed row that was written last is the truth: an insert equal to an earlier one must not be dropped as a repeat of it.
const NO_DEDUPLICATION = 'SETTINGS replicated_deduplication_window = 0';

/** A table or view of the schema with its rows, as every node of the cluster has it. */
function onEveryNode(cluster: Cluster, { name, placement, statement }: SchemaObject): string {
  const isSharded = placement.kind === 'sharded';
  const read = (table: string): string => qualified(cluster, isSharded && shardKeyOf(table) ? localOf(table) : table);
  const own = qualified(cluster, isSharded ? localOf(name) : name);
  const text = statement
    .replace(HEAD, (_, create: string) => `${create} ${own}${onCluster(cluster)}`)
    .replace(COPIED, (_, create: string, table: string) => `${create} AS ${read(table)}`)
    .replace(READ, (found, word: string, table: string) => (isOfSchema(table) ? `${word} ${read(table)}` : found))
    .replace(ENGINE, (_, engine: string, more?: string) => {
      const parameters = [...REPLICAS[placement.kind], ...(more === undefined ? [] : [more])];
      return `ENGINE = Replicated${engine}(${parameters.join(', ')})`;
    });
  if (!ENGINE.test(text)) return text;
  return SETTINGS.test(text) ? text.replace(SETTINGS, `${NO_DEDUPLICATION}, `) : `${text}\n${NO_DEDUPLICATION}`;
}

/** A change on every node: of a sharded table the part with the rows first, so that no row is asked for a column that it lacks. */
function changed(cluster: Cluster, { does, name, statement }: SchemaChange): readonly string[] {
  if (does === 'drop view') {
    // What a view was placed as is no longer said anywhere: it goes under both its names. The asked one may be a Distributed table.
    return [name, localOf(name)].map((view) => `DROP TABLE IF EXISTS ${qualified(cluster, view)}${onCluster(cluster)}`);
  }
  const tables = shardKeyOf(name) === undefined ? [name] : [localOf(name), name];
  return tables.map((table) =>
    statement.replace(ALTERED, () => `ALTER TABLE ${qualified(cluster, table)}${onCluster(cluster)}`),
  );
}

/** What follows CREATE TABLE for the table that stands for a sharded one. */
function distributed(cluster: Cluster, name: string, key: string): string {
  const place = [quoted(cluster.name), quoted(cluster.database), quoted(localOf(name)), key].join(', ');
  const table = qualified(cluster, name);
  return `${table}${onCluster(cluster)} AS ${qualified(cluster, localOf(name))} ENGINE = Distributed(${place})`;
}

function shardKeyOf(table: string): string | undefined {
  const placement = objectNamed(table)?.placement;
  if (!placement) throw new Error(`No migration makes a table or view ${table}`);
  return placement.kind === 'sharded' ? placement.by : undefined;
}

function isOfSchema(table: string): boolean {
  return objectNamed(table) !== undefined;
}

let schema: ReadonlyMap<string, SchemaObject> | undefined;

function objectNamed(name: string): SchemaObject | undefined {
  schema ??= new Map(schemaObjects().map((object) => [object.name, object]));
  return schema.get(name);
}

function localOf(table: string): string {
  return `${table}_local`;
}

function qualified({ database }: Cluster, table: string): string {
  return `${database}.${table}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
