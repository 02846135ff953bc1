/** Projectors that share a warehouse, each with a log of its own: what one of them learns, the others follow. */
import { Pseudonymiser } from '@plumbline/access';
import { MemoryEventLog, type NewRecord } from '@plumbline/event-log';
import { dropAbandonedTables, reportProjector, type WarehouseClient } from '@plumbline/warehouse';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptEvent } from '../../apps/gateway/src/accept-event';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest, tableText } from '../harness/engine';
import { event, type TestEvent } from '../harness/events';
import { InterruptedClient } from '../harness/interrupted-client';

const TIME_ZONE = 'Asia/Shanghai';
const POLL_MS = 5;

/** A projector with its log. */
class Peer {
  static readonly all = new Set<Peer>();
  readonly log = new MemoryEventLog();
  readonly projector: Projector;
  private appended = 0;

  constructor(client: WarehouseClient, name: string, timeZone = TIME_ZONE) {
    this.projector = new Projector(this.log, client, { timeZone, name, log: () => undefined });
    Peer.all.add(this);
  }

  static async stopAll(): Promise<void> {
    for (const { projector } of Peer.all) await projector.stop();
    Peer.all.clear();
  }

  async append(events: readonly TestEvent[], pseudonymiser: Pseudonymiser): Promise<void> {
    const records = events.map((sent): NewRecord => {
      const acceptance = acceptEvent(sent, { pseudonymiser, now: Date.now });
      if (!acceptance.accepted) throw new Error(JSON.stringify(acceptance.violations));
      return acceptance.record;
    });
    await this.log.append('events', records);
    this.appended += records.length;
  }

  async projectedAll(): Promise<void> {
    while (this.projector.status().projected < this.appended) await pause(POLL_MS);
  }
}

/** A transaction that was submitted at nine and confirmed two hours later. */
function transaction(id: string): TestEvent[] {
  const data = { txn_id: id, service_line: 'personal', service_item_code: 'deposit', channel: 'onsite' };
  return [
    event('transaction.submitted', '2026-03-02T09:00:00+08:00', data),
    event('transaction.confirmed', '2026-03-02T11:00:00+08:00', { txn_id: id, confirmed_by: 'system' }),
  ];
}

function timeLimit(hours: number): TestEvent {
  const data = {
    clause: '5.1.2',
    duration_n: hours,
    unit: 'h',
    start_event: 'transaction.submitted',
    end_event: 'transaction.confirmed',
    valid_from: '2026-01-01T00:00:00+08:00',
  };
  return event('reference.time_limit_set', `2026-01-0${hours}T00:00:00+08:00`, data, { branchid: undefined });
}

describe('projectors that share a warehouse', () => {
  const engine = new EngineUnderTest();
  let pseudonymiser: Pseudonymiser;
  beforeAll(async () => {
    await engine.start();
    pseudonymiser = await Pseudonymiser.open({ key: 'ab'.repeat(32), dataDir: '' });
  });
  afterEach(() => Peer.stopAll());
  afterAll(() => engine.stop());

  it('given a time limit that one lands between the fold and the insert of another, then nothing is judged by the old limit', async () => {
    const client = await engine.database('peers');
    const lawmaker = new Peer(client, 'lawmaker');
    let isFolded = false;
    const interrupted = new InterruptedClient({ ...engine.credentials(), database: 'peers' }, async (statement) => {
      if (isFolded || !statement.startsWith('INSERT INTO {facts:Identifier}')) return;
      isFolded = true;
      await lawmaker.append([timeLimit(3)], pseudonymiser);
      await lawmaker.projectedAll();
    });
    const clerk = new Peer(interrupted, 'clerk');
    await lawmaker.projector.start();
    await lawmaker.append([timeLimit(1)], pseudonymiser);
    await lawmaker.projectedAll();
    await clerk.projector.start();
    await clerk.append(transaction('t-1'), pseudonymiser);
    await clerk.projectedAll();

    expect(isFolded).toBe(true);
    const outcomes = await client.rows<[string]>(
      `SELECT cycle_outcome FROM transactions FINAL WHERE live AND cohort = 'due'`,
    );
    expect(outcomes).toEqual([['on_time']]);
    await Peer.stopAll();
    await interrupted.close();
  });

  it('given one that starts with another time zone, then it folds all anew, and the first waits and says why', async () => {
    const client = await engine.database('zones');
    const [first, second] = [new Peer(client, 'first'), new Peer(client, 'second', 'Europe/Amsterdam')];
    await first.projector.start();
    await first.append(transaction('t-1'), pseudonymiser);
    await first.projectedAll();
    await second.projector.start();
    while (second.projector.status().state !== 'running') await pause(POLL_MS);
    const before = await tableText(client, 'transactions');

    await first.append(transaction('t-2'), pseudonymiser);
    while (first.projector.status().state !== 'waiting') await pause(POLL_MS);
    expect(first.projector.status().cause).toContain('TIMEZONE');
    expect(await tableText(client, 'transactions')).toBe(before);
  });

  it('given tables that a killed projector left, then the next one to start drops them, and no others', async () => {
    const client = await engine.database('abandoned');
    await reportProjector(client, {
      name: 'alive',
      state: 'running',
      freshnessSeconds: 0,
      projected: 0,
      deadLettered: 0,
    });
    const left = ['touched_dead', 'staged_visit_dead', 'visits_next_dead_rebuild', 'calendar_days_next_dead'];
    const others = ['touched_alive', 'visits_next_alive_rebuild', 'touched_own'];
    for (const table of [...left, ...others]) {
      await client.command(`CREATE TABLE ${table} (case_id String) ENGINE = Memory`);
    }
    expect([...(await dropAbandonedTables(client, 'own'))].sort()).toEqual([...left].sort());
    const [count] = await client.rows<[string]>(
      'SELECT count() FROM system.tables WHERE database = currentDatabase() AND name IN {others:Array(String)}',
      { others },
    );
    expect(count?.[0]).toBe('3');
  });
});
