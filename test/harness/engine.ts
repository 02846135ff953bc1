/** A ClickHouse engine for tests that speak to the warehouse directly: the embedded one, in a data directory of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type MeasureSelection,
  migrate,
  readMetricSums,
  type SumsQuestion,
  type SumsRow,
  WarehouseClient,
} from '@plumbline/warehouse';
import { EmbeddedClickHouse } from '../../apps/embedded-clickhouse/src/supervisor';

export class EngineUnderTest {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-engine-'));
  private readonly clients: WarehouseClient[] = [];
  private engine: EmbeddedClickHouse | undefined;

  /** @param configFile a server's configuration, for what of it the engine takes */
  async start(configFile?: string): Promise<void> {
    const options = { dataDir: this.dataDir, log: () => undefined };
    this.engine = await EmbeddedClickHouse.start(configFile === undefined ? options : { ...options, configFile });
  }

  /** Another engine on the same data. */
  async restart(configFile?: string): Promise<void> {
    await this.engine?.stop();
    await this.start(configFile);
  }

  /** A connection to a database of its own, migrated. */
  async database(name: string): Promise<WarehouseClient> {
    const client = this.connect(name);
    await migrate(client);
    return client;
  }

  /** Another connection to a database. */
  connect(database: string): WarehouseClient {
    const client = new WarehouseClient({ ...this.credentials(), database });
    this.clients.push(client);
    return client;
  }

  credentials(): { readonly url: string; readonly username: string; readonly password: string } {
    if (!this.engine) throw new Error('The engine was not started');
    const { url, username, password } = this.engine;
    return { url, username, password };
  }

  get pid(): number | undefined {
    return this.engine?.pid;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) await client.close();
    await this.engine?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** All rows of a table as the engine's own text, in a fixed order: what "byte for byte" compares. */
export async function tableText(client: WarehouseClient, table: string): Promise<string> {
  const rows = await client.rows<readonly unknown[]>(`SELECT * FROM ${table} FINAL ORDER BY ALL`);
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

/** The rows of all lots. */
export async function sumsOf(
  client: WarehouseClient,
  question: SumsQuestion,
  selection: MeasureSelection,
): Promise<SumsRow[]> {
  const rows: SumsRow[] = [];
  for await (const lot of readMetricSums(client, question, selection)) rows.push(...lot);
  return rows;
}
