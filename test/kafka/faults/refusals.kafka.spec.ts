/** A Kafka that is there, but not as it must be: each is told at once, by what to do about it, and nothing hangs. */
import { randomBytes } from 'node:crypto';
import {
  applyTopics,
  assertTopics,
  diffTopics,
  KafkaEventLog,
  type KafkaEventLogOptions,
  LogNotSetUp,
  LogUnavailable,
  RecordTooLarge,
} from '@plumbline/event-log';
import { readAll, record, textOf } from '../../contracts/event-log.contract';
import { describeKafka, KafkaUnderTest, testOptions, testTopics } from '../../harness/kafka';

describeKafka('a Kafka that is not as it must be', () => {
  const kafka = new KafkaUnderTest();
  beforeAll(() => kafka.up(), 240_000);
  afterAll(() => kafka.remove(), 60_000);

  const secure = (more: { username?: string; password?: string; ca?: string } = {}): KafkaEventLogOptions => {
    const { ca, ...user } = { ...kafka.credentials, ...more };
    return testOptions(kafka.secureBrokers, { tls: { ca }, sasl: { mechanism: 'plain', ...user } });
  };
  const opening = (options: KafkaEventLogOptions): Promise<unknown> =>
    KafkaEventLog.open(options).then(
      (log) => log.close(),
      (error: unknown) => error,
    );

  it('given no topics, then opening is refused with the command that makes them', async () => {
    const error = await opening(testOptions(kafka.brokers));
    expect(error).toBeInstanceOf(LogNotSetUp);
    expect(error).toMatchObject({ message: expect.stringContaining('plumbline topics apply') as unknown });
  });

  it('given user, password and certificate of the brokers, then the log works', async () => {
    const options = secure();
    await applyTopics(options, testTopics(1));
    const log = await KafkaEventLog.open(options);
    await log.append('events', [record('k', 'told nobody else')]);
    expect((await readAll(log, 'g')).map(textOf)).toEqual(['told nobody else']);
    await log.close();
  });

  it.each([
    ['password', { password: 'wrong' }],
    ['user', { username: 'nobody' }],
  ])(
    'given a wrong %s, then opening is refused as not set up, naming the variables and not the password',
    async (_, wrong) => {
      const error = await opening(secure(wrong));
      expect(error).toBeInstanceOf(LogNotSetUp);
      const { message } = error as Error;
      expect(message).toContain('Check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM.');
      expect(message).not.toContain(secure(wrong).sasl?.password);
    },
  );

  it('given a certificate of another authority, then opening is refused, and says why', async () => {
    const { ca: _, ...tls } = secure().tls ?? {};
    const error = await opening({ ...secure(), tls });
    expect(error).toBeInstanceOf(LogNotSetUp);
    expect(error).toMatchObject({
      message: expect.stringMatching(/self-signed certificate.*Check KAFKA_CA_FILE/) as unknown,
    });
  });

  it('given nobody at the address, then opening is refused, and says at which', async () => {
    const error = await opening(testOptions(['127.0.0.1:1']));
    expect(error).toBeInstanceOf(LogUnavailable);
    expect(error).toMatchObject({ message: expect.stringContaining('connect ECONNREFUSED 127.0.0.1:1') as unknown });
  });

  it('given a topic with a lower limit, then the record over it is refused, and the log goes on', async () => {
    const options = testOptions(kafka.brokers);
    await applyTopics(options, testTopics(1, { 'max.message.bytes': '20000' }));
    const log = await KafkaEventLog.open(options);
    const appends = [
      log.append('events', [record('k', 'before')]),
      log.append('events', [record('k', '', { value: randomBytes(30_000) })]),
      log.append('events', [record('k', 'after')]),
    ];
    const outcomes = await Promise.allSettled(appends);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(RecordTooLarge) as unknown });
    expect((await readAll(log, 'g')).map(textOf)).toEqual(['before', 'after']);
    expect(log.health()).toEqual({ state: 'up' });
    await log.close();
  });

  it('given topics that differ, then each difference is told, what can be mended is, and the rest says how', async () => {
    const options = testOptions(kafka.brokers);
    const [events, governance, deadLetters] = testTopics(1);
    if (!events || !governance || !deadLetters) throw new Error('three topics');
    await applyTopics(options, [
      { ...events, partitions: 2 },
      { ...governance, partitions: 2 },
    ]);

    const wanted = [{ ...events, config: { 'retention.ms': '-1', 'max.message.bytes': '2097152' } }, { ...governance, mayHaveMore: false }, deadLetters]; // prettier-ignore
    const told = (await diffTopics(options, wanted)).map(({ topic, what, isMendable }) => [topic, what, isMendable]);
    expect(told).toEqual([
      ['events', 'partitions', true],
      ['events', 'max.message.bytes', true],
      ['governance', 'partitions', false],
      ['dead-letters', 'topic', true],
    ]);
    await expect(assertTopics(options, wanted)).rejects.toThrow('plumbline topics apply');

    const { mended, left } = await applyTopics(options, wanted);
    expect(mended.map(({ topic, what }) => `${topic} ${what}`)).toEqual(['events partitions', 'events max.message.bytes', 'dead-letters topic']); // prettier-ignore
    expect(left).toMatchObject([{ topic: 'governance', remedy: expect.stringContaining('a new topic') as unknown }]);
    await assertTopics(options, [wanted[0] ?? events, governance, deadLetters]);
  });
});
