/** Members of one group under load: they share the partitions, take them over, and commit nothing twice. */
import { applyTopics, KafkaEventLog } from '@plumbline/event-log';
import { readAll, textOf } from '../../contracts/event-log.contract';
import { describeOnKafka, testOptions, testTopics } from '../../harness/kafka';
import { Consuming, findFaults, isCaughtUp, NO_FAULTS, Producing, until } from './load';

const PARTITIONS = [0, 1, 2];
const WORK_MS = 15;

const partitionsIn = (records: readonly { partition: number }[]): number[] =>
  [...new Set(records.map(({ partition }) => partition))].sort();

describeOnKafka('members of a group', (brokers) => {
  it('given members that come, leave and vanish under load, then each record is committed once', async () => {
    const options = testOptions(brokers());
    await applyTopics(options, testTopics(1));
    const [one, other] = [await KafkaEventLog.open(options), await KafkaEventLog.open(options)];
    const producing = new Producing(one, 'members');
    /** Waits until a member commits from these partitions. */
    const reads = async (member: Consuming, partitions: readonly number[]): Promise<void> => {
      const from = member.committed.length;
      await until(() => partitionsIn(member.committed.slice(from)).length >= partitions.length);
    };

    const first = new Consuming(await one.reader('events', 'g'), WORK_MS);
    await reads(first, PARTITIONS);

    const second = new Consuming(await other.reader('events', 'g'), WORK_MS);
    const [firstHad, secondHad] = [first.committed.length, second.committed.length];
    await Promise.all([first.more(300), second.more(300)]);
    const shares = [first.committed.slice(firstHad + 100), second.committed.slice(secondHad)].map(partitionsIn);
    expect(shares.flat().sort()).toEqual(PARTITIONS);

    await first.stop();
    await reads(second, PARTITIONS);

    const third = new Consuming(await one.reader('events', 'g'), WORK_MS);
    await third.more(200);
    await other.close(); // with whatever it has in work
    await second.stop();
    await reads(third, PARTITIONS);

    await producing.stop();
    await until(() => isCaughtUp(one, 'g'));
    await third.stop();
    const committed = [first, second, third].flatMap((member) => member.committed);
    const places = committed.map(({ partition, offset }) => `${partition}:${offset}`);
    expect(places.length - new Set(places).size).toBe(0);
    const texts = new Set(committed.map(textOf));
    expect(producing.acknowledged.filter((text) => !texts.has(text))).toEqual([]);
    expect(findFaults(await readAll(one, 'afterwards'), producing)).toEqual(NO_FAULTS);
    await one.close();
  }, 300_000);
});
