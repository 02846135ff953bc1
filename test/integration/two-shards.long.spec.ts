/** Folds, sums, reads and rebuilds over Distributed tables: what two shards answer is what one node answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pseudonymiser } from '@plumbline/access';
import { MemoryEventLog, type NewRecord } from '@plumbline/event-log';
import {
  DIMENSIONS,
  type GroupFilters,
  type KeyedBy,
  migrate,
  presently,
  PROJECTED_FAMILIES,
  readBranches,
  readServiceLines,
  type SumsQuestion,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { acceptEvent, stampedRecord } from '../../apps/gateway/src/accept-event';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest, sumsOf, tableText } from '../harness/engine';
import { PROJECTOR, TWO_SHARDS_CONFIG, TwoShardsClient } from '../harness/two-shards';
import { delivery, FROM, history, sharedReference, TO, ZONE } from '../oracle/histories';

const SEED = 20_260_301;
const HISTORIES = 8;
const RECORDS_PER_READ = 400;
const NO_FILTERS = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, []])) as unknown as GroupFilters;
const FACTS_AND_DAYS = PROJECTED_FAMILIES.flatMap(({ facts, daily }) => [facts, daily]);

describe('two shards beside one node', () => {
  const engine = new EngineUnderTest();
  const secrets = mkdtempSync(path.join(os.tmpdir(), 'plumbline-secrets-'));
  const projectors: Projector[] = [];
  let one: WarehouseClient;
  let two: WarehouseClient;

  const projected = async (client: WarehouseClient, records: readonly NewRecord[]): Promise<void> => {
    const log = new MemoryEventLog();
    const projector = new Projector(log, client, { timeZone: ZONE, name: PROJECTOR, log: () => undefined });
    projectors.push(projector);
    await projector.start();
    for (let start = 0; start < records.length; start += RECORDS_PER_READ) {
      await log.append('events', records.slice(start, start + RECORDS_PER_READ));
      const end = Math.min(start + RECORDS_PER_READ, records.length);
      while (projector.status().projected < end) {
        const { cause } = projector.status();
        if (cause !== undefined) throw new Error(cause);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  };

  beforeAll(async () => {
    await engine.start(TWO_SHARDS_CONFIG);
    one = await engine.database('one');
    two = new TwoShardsClient({ ...engine.credentials(), database: 'two' });
    await migrate(two);
    let clock = Date.parse('2026-03-01T00:00:00Z');
    const door = {
      pseudonymiser: await Pseudonymiser.open({ key: undefined, dataDir: secrets }),
      now: Date.now,
    };
    const sent = Array.from({ length: HISTORIES }, (_, number) => delivery(history(SEED + number, `H${number}`), SEED));
    const records = [...sharedReference(SEED), ...sent.flatMap((each) => [...each.sent, ...each.conflicts])].map(
      (event) => {
        const acceptance = acceptEvent(structuredClone(event), door);
        if (!acceptance.accepted) throw new Error(JSON.stringify(acceptance.violations));
        // Without its identity the log keeps repeats, which then reach the projector.
        const { identity: _, ...record } = stampedRecord(acceptance.record, (clock += 1));
        return record;
      },
    );
    await projected(one, records);
    await projected(two, records);
  }, 600_000);
  afterAll(async () => {
    for (const projector of projectors) await projector.stop();
    await two.close();
    await engine.stop();
    rmSync(secrets, { recursive: true, force: true });
  });

  it('given the same events, then each shard has its part of them, whole cases and whole branches', async () => {
    const parts = async (table: string, unit: string): Promise<[string, string][]> =>
      two.rows(`SELECT count(), uniqExact(${unit}) FROM ${table} GROUP BY shardNum() ORDER BY shardNum()`);
    const distinct = async (table: string, unit: string): Promise<number> =>
      Number((await one.rows<[string]>(`SELECT uniqExact(${unit}) FROM ${table}`))[0]?.[0]);
    for (const [table, unit] of [['events', 'partitionkey'], ...FACTS_AND_DAYS.map((name) => [name, 'branch'])]) {
      const found = await parts(table as string, unit as string);
      expect(found).toHaveLength(2);
      expect(found.reduce((sum, [, units]) => sum + Number(units), 0)).toBe(
        await distinct(table as string, unit as string),
      );
    }
  });

  it.each(FACTS_AND_DAYS)('given the same events, then %s has the same rows, byte for byte', async (table) => {
    const expected = await tableText(one, table);
    expect(expected.length).toBeGreaterThan(1_000);
    expect(await tableText(two, table)).toBe(expected);
  });

  it('given questions of every kind, then the sums are the same', async () => {
    const [measures] = await one.rows<[string[]]>('SELECT groupUniqArrayArray(cells.measure) FROM daily');
    const question: SumsQuestion = {
      moment: presently(),
      from: FROM,
      to: TO,
      today: TO,
      grain: 'month',
      by: [],
      filters: NO_FILTERS,
      lineOfItem: await readServiceLines(one),
    };
    const asked: [Partial<SumsQuestion>, KeyedBy][] = [
      [{}, 'none'],
      [{ by: DIMENSIONS.filter((dimension) => dimension !== 'staff') }, 'bin'],
      [{ by: ['staff'], grain: 'none' }, 'service_item'],
      [{ by: ['region'], filters: { ...question.filters, region: ['north'], channel: ['onsite'] } }, 'stratum'],
    ];
    for (const [part, keyedBy] of asked) {
      const selection = {
        keyedBy,
        families: PROJECTED_FAMILIES.map(({ name }) => name),
        measures: measures?.[0] ?? [],
      };
      const sums = async (client: WarehouseClient): Promise<string[]> =>
        (await sumsOf(client, { ...question, ...part }, selection))
          .map(({ keys, values, ...row }) =>
            JSON.stringify({ ...row, sums: keys.map((key, at) => [key, values[at]]).sort() }),
          )
          .sort();
      const expected = await sums(one);
      expect(expected.length).toBeGreaterThan(50);
      expect(await sums(two)).toEqual(expected);
    }
    expect(await readBranches(two)).toEqual(await readBranches(one));
  });

  it('given a rebuild, then the rows are the same, byte for byte', async () => {
    const before = new Map(
      await Promise.all(FACTS_AND_DAYS.map(async (table) => [table, await tableText(one, table)] as const)),
    );
    await projectors[1]?.rebuild(PROJECTED_FAMILIES);
    for (const [table, text] of before) expect(await tableText(two, table)).toBe(text);
    expect(await two.rows("SELECT name FROM system.tables WHERE database = 'two' AND name LIKE '%next%'")).toEqual([]);
  });
});
