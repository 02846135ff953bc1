/** An event that dies again after its re-drive: the new letter names the former one, and only the new one can be acted upon. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { Pseudonymiser } from '@plumbline/access';
import { MemoryEventLog } from '@plumbline/event-log';
import { readDeadLetter, readDeadLetters, WarehouseClient, WarehouseError } from '@plumbline/warehouse';
import {
  RedriveDeadLetter,
  RedriveDeadLetterHandler,
} from '../../apps/gateway/src/dead-letters/redrive-dead-letter.handler';
import { IngestClock } from '../../apps/gateway/src/ingest-clock';
import { IngestCounts } from '../../apps/gateway/src/ingest-counts';
import { IngestEvents, IngestEventsHandler } from '../../apps/gateway/src/ingest-events.handler';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest } from '../harness/engine';
import { event } from '../harness/events';

const ALL = { statuses: [], reasons: [] };
const PAGE = { limit: 10 };

/** A warehouse that never reads a line with this word in it, as long as it is ill. */
class SickClient extends WarehouseClient {
  isIll = true;

  override async insertLines(...parameters: Parameters<WarehouseClient['insertLines']>): Promise<void> {
    const [query, lines] = parameters;
    const isPoisoned = lines.some((line) => Buffer.from(line).includes('poison'));
    if (this.isIll && isPoisoned && query.startsWith('INSERT INTO events')) throw new WarehouseError('ill', true, {});
    await super.insertLines(...parameters);
  }
}

describe('a dead letter that is driven again too early', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it('given a cause that goes away at the third try, then two letters in a row, and the event counts once', async () => {
    await engine.database('again');
    const client = new SickClient({ ...engine.credentials(), database: 'again' });
    const log = new MemoryEventLog();
    const door = { pseudonymiser: await Pseudonymiser.open({ key: 'ab'.repeat(32), dataDir: '' }), now: Date.now };
    const ingest = new IngestEventsHandler(log, door, new IngestClock(), new IngestCounts());
    const bus = { execute: (command: IngestEvents) => ingest.execute(command) } as unknown as CommandBus;
    const redrive = new RedriveDeadLetterHandler(log, client, bus);
    const projector = new Projector(log, client, { timeZone: 'Asia/Shanghai', name: 'main', log: () => undefined });
    const lettersAre = async (count: number): Promise<void> => {
      while ((await readDeadLetters(client, ALL, PAGE)).length < count) await pause(20);
    };
    await projector.start();

    async function* sent(): AsyncGenerator<{ event: unknown }[]> {
      yield [{ event: event('visit.arrived', '2026-03-02T09:00:00+08:00', { visit_id: 'poison', channel: 'onsite' }) }];
    }
    await ingest.execute(new IngestEvents(sent(), false));
    await lettersAre(1);
    const answer = await redrive.execute(new RedriveDeadLetter('events-0-0', 's_9f2c41'));
    expect(answer).toMatchObject({ status: 'redriven', event: { case_id: 'poison' } });
    await lettersAre(2);

    const [former, later] = await readDeadLetters(client, ALL, PAGE);
    expect(former).toMatchObject({ id: 'events-0-0', status: 'dead_again', diedAgainAs: 'events-0-1' });
    expect(later).toMatchObject({
      id: 'events-0-1',
      status: 'open',
      redriveOf: 'events-0-0',
      reason: 'rejected_by_warehouse',
    });
    await expect(redrive.execute(new RedriveDeadLetter('events-0-0'))).rejects.toMatchObject({
      details: { status: 409, code: 'died_again' },
    });

    client.isIll = false;
    await redrive.execute(new RedriveDeadLetter('events-0-1'));
    while (projector.status().projected < 1) await pause(20);
    expect((await readDeadLetter(client, 'events-0-1'))?.status).toBe('redriven');
    expect(await client.rows(`SELECT count() FROM visits FINAL WHERE live AND cohort = 'arrived'`)).toEqual([['1']]);
    await projector.stop();
    await client.close();
  });
});
