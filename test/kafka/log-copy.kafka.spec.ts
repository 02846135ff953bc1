/** Moving house: the embedded log to Kafka and back by `plumbline log copy`, killed in the middle, record for record the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedEventLog, type EventLog, KafkaEventLog, type NewRecord, type Topic } from '@plumbline/event-log';
import { readAll } from '../contracts/event-log.contract';
import { runCommand, startCommand } from '../harness/command-line';
import { describeKafka, KafkaUnderTest } from '../harness/kafka';

const EVENTS = 60_000;
const CASES = 7_000;
const DEAD = 40;
const AT_ONCE = 1_000;
const COPYING = /^events: copying what is missing [1-9]0 %/;

describeKafka('plumbline log copy', () => {
  const kafka = new KafkaUnderTest();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-copy-'));
  const [home, back] = [path.join(directory, 'home'), path.join(directory, 'back')];
  let environment: Record<string, string>;

  beforeAll(async () => {
    await kafka.up();
    environment = { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_REPLICATION_FACTOR: '1' };
    await runCommand(['topics', 'apply'], environment);
    const log = await EmbeddedEventLog.open({ directory: path.join(home, 'log') });
    for (let first = 0; first < EVENTS; first += AT_ONCE) {
      await log.append(
        'events',
        Array.from({ length: AT_ONCE }, (_, index) => newRecord(first + index)),
      );
    }
    await log.append(
      'dead-letters',
      Array.from({ length: DEAD }, (_, index) => newRecord(index)),
    );
    await log.close();
  }, 240_000);

  afterAll(async () => {
    await kafka.remove();
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);

  const copy = (from: string, to: string): string[] => ['log', 'copy', '--from', from, '--to', to, '--json'];

  /** Gives the command and kills it when it has begun to copy; whether it was killed before it was done. */
  const killed = async (from: string, to: string): Promise<boolean> => {
    const command = startCommand(copy(from, to).slice(0, -1), environment, (line) => {
      if (COPYING.test(line)) command.process.kill('SIGKILL');
    });
    return (await command.ended).code === null;
  };

  const copies = (topic: Topic, records: number): unknown =>
    expect.objectContaining({
      topic,
      records,
      repeats: 0,
      behind: 0,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });

  it.each([
    ['embedded to Kafka', home, 'kafka'],
    ['Kafka to embedded', 'kafka', back],
  ])(
    'given a copy from %s that is killed, then the next goes on where it stopped, and both logs are equal',
    async (_way, from, to) => {
      expect(await killed(from, to)).toBe(true);
      const { code, output, errors } = await runCommand(copy(from, to), environment);
      // A group's coordinator may still be looked for, which the client says and survives.
      const faults = errors.split('\n').filter((line) => line !== '' && !line.startsWith('kafka: '));
      expect({ code, faults }).toEqual({ code: 0, faults: [] });
      const result = JSON.parse(output) as { topic: Topic; appended: number }[];
      expect(result).toEqual([copies('events', EVENTS), copies('governance', 0), copies('dead-letters', DEAD)]);
      expect(result[0]?.appended).toBeGreaterThan(0);
      expect(result[0]?.appended).toBeLessThan(EVENTS);
    },
    240_000,
  );

  it('given both copies, then each case has its records as they were, in their order', async () => {
    const [first, last] = [
      await EmbeddedEventLog.open({ directory: path.join(home, 'log') }),
      await EmbeddedEventLog.open({ directory: path.join(back, 'log') }),
    ];
    const between = await KafkaEventLog.open({ brokers: kafka.brokers, clientId: 'test', log: () => undefined });
    try {
      const cases = await casesOf(first);
      expect(cases.size).toBe(CASES);
      expect(await casesOf(between)).toEqual(cases);
      expect(await casesOf(last)).toEqual(cases);
    } finally {
      for (const log of [first, last, between]) await log.close();
    }
  }, 240_000);

  it('given a log that holds something else, or is in use, or is not there, then it says so and copies nothing', async () => {
    const other = path.join(directory, 'other');
    const log = await EmbeddedEventLog.open({ directory: path.join(other, 'log') });
    await log.append('events', [newRecord(1)]);
    const inUse = await runCommand(copy(other, 'kafka'), environment);
    await log.close();
    expect(inUse).toMatchObject({ code: 2, errors: expect.stringContaining('in use by another Plumbline') as string });
    expect(await runCommand(copy(other, 'kafka'), environment)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('holds other records in events') as string,
    });
    expect(await runCommand(copy(path.join(directory, 'none'), 'kafka'), environment)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('There is no log') as string,
    });
  }, 120_000);
});

function newRecord(number: number): NewRecord {
  return {
    key: `case-${number % CASES}`,
    value: Buffer.from(JSON.stringify({ number, padding: 'x'.repeat(200) })),
    headers: { ce_type: 'test', ce_id: `id-${number}` },
    timestampMs: 1_700_000_000_000 + number,
  };
}

/** What each key's records say, in their order; without where they came from. */
async function casesOf(log: EventLog): Promise<Map<string, string[]>> {
  const cases = new Map<string, string[]>();
  for (const { key, value, headers, timestampMs, appendedAtMs } of await readAll(log, 'compare')) {
    const { 'plumbline-copied-from': _, ...own } = headers;
    cases.set(key, [
      ...(cases.get(key) ?? []),
      JSON.stringify([own, timestampMs, appendedAtMs, Buffer.from(value).toString()]),
    ]);
  }
  return cases;
}
