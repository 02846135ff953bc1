/** Appending through producers that fail: what the caller is told, and which producer sends. */
import { KafkaJSProtocolError } from 'kafkajs';
import { LogClosed, LogOverloaded, LogUnavailable, RecordTooLarge } from '../errors';
import type { NewRecord } from '../port';
import { Appender } from './appender';
import { Counters } from './counters';
import type { Producer } from './producer';
import type { Message } from './record-codec';

type Answer = 'ok' | 'never' | Error;

/** Producers in the order they are made, and what each answers to its sends. */
class Broker {
  readonly stored: string[] = [];
  readonly producers: { isGivenUp: boolean; isClosed: boolean }[] = [];
  mostAtOnce = 0;
  private atOnce = 0;
  /** How connections end that are made now. */
  connects: () => Promise<void> = async () => undefined;
  /** How a send ends; by default it is stored. */
  answers: (texts: readonly string[]) => Answer = () => 'ok';

  readonly connect = async (): Promise<Producer> => {
    await this.connects();
    const producer = { isGivenUp: false, isClosed: false };
    this.producers.push(producer);
    return {
      send: async (_topic, messages) => this.send(messages),
      giveUp: () => (producer.isGivenUp = true),
      close: async () => void (producer.isClosed = true),
    };
  };

  private async send(messages: readonly Message[]): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    const texts = messages.map(({ value }) => value.toString());
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce -= 1;
    const answer = this.answers(texts);
    if (answer === 'never') await new Promise(() => undefined);
    if (answer instanceof Error) throw answer;
    this.stored.push(...texts);
  }
}

function protocolError(type: string): Error {
  return new KafkaJSProtocolError({ message: type, type, code: 0 } as unknown as Error);
}

const record = (text: string): NewRecord => ({ key: 'k', value: Buffer.from(text), headers: {}, timestampMs: 0 });
const away = async (): Promise<never> => Promise.reject(new Error('away'));

describe('appending', () => {
  let broker: Broker;
  let appender: Appender;
  let counters: Counters;
  const open = async (sendTimeoutMs: number): Promise<void> => {
    broker = new Broker();
    counters = new Counters();
    appender = new Appender({
      connect: broker.connect,
      topicName: (topic) => topic,
      explain: (error) => new LogUnavailable(String(error)),
      sendTimeoutMs,
      counters,
      log: () => undefined,
    });
    await appender.connect();
  };
  beforeEach(() => open(30_000));
  afterEach(() => appender.close());

  it('given appends side by side, then they go one send after the other, in order', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => appender.append('events', [record(text)])));
    expect(broker.stored).toEqual(['a', 'b', 'c', 'd']);
    expect([broker.mostAtOnce, broker.producers.length]).toEqual([1, 1]);
  });

  it('given a send that fails, then its append is unavailable, and the next goes through a new producer', async () => {
    broker.answers = ([text]) => (text === 'a' ? new Error('cut off') : 'ok');
    await expect(appender.append('events', [record('a')])).rejects.toBeInstanceOf(LogUnavailable);
    await appender.append('events', [record('b')]);
    expect(broker.stored).toEqual(['b']);
    expect(broker.producers.map(({ isGivenUp }) => isGivenUp)).toEqual([true, false]);
    expect(counters.producersGivenUp).toBe(1);
  });

  it.each(['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH'])(
    'given a broker that answers %s, then a new producer sends the same, and the caller notices nothing',
    async (type) => {
      broker.answers = () => (broker.producers.length === 1 ? protocolError(type) : 'ok');
      await appender.append('events', [record('a')]);
      expect(broker.stored).toEqual(['a']);
    },
  );

  it('given a broker that keeps answering so, then the append fails', async () => {
    broker.answers = () => protocolError('UNKNOWN_PRODUCER_ID');
    await expect(appender.append('events', [record('a')])).rejects.toBeInstanceOf(LogUnavailable);
  });

  it('given a record that the broker finds too large, then only its own append is refused', async () => {
    broker.answers = (texts) => (texts.includes('large') ? protocolError('MESSAGE_TOO_LARGE') : 'ok');
    const first = appender.append('events', [record('first')]);
    const others = ['a', 'large', 'b'].map((text) => appender.append('events', [record(text)]));
    const outcomes = await Promise.allSettled([first, ...others]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(RecordTooLarge) as unknown });
    expect(broker.stored).toEqual(['first', 'a', 'b']);
    expect(appender.cause).toBeUndefined();
  });

  it('given a send that gets no answer, then the append is unavailable and its producer can send no more', async () => {
    await open(20);
    broker.answers = ([text]) => (text === 'a' ? 'never' : 'ok');
    await expect(appender.append('events', [record('a')])).rejects.toThrow('no answer');
    expect(broker.producers[0]).toEqual({ isGivenUp: true, isClosed: false });
    await appender.append('events', [record('b')]);
    expect(broker.stored).toEqual(['b']);
  });

  it('given no broker for longer than a send may take, then appends are refused, at last at once; and go on with it', async () => {
    await open(20);
    broker.answers = () => (broker.producers.length === 1 ? new Error('cut off') : 'ok');
    broker.connects = away;
    const waiting = ['a', 'b'].map((text) => appender.append('events', [record(text)]));
    for (const append of waiting) await expect(append).rejects.toBeInstanceOf(LogUnavailable);
    await expect(appender.append('events', [record('c')])).rejects.toBeInstanceOf(LogUnavailable);
    expect(appender.cause).toContain('away');
    expect(appender.pendingBytes).toBe(0);
    broker.connects = async () => undefined;
    while (appender.cause !== undefined) await new Promise((resolve) => setImmediate(resolve));
    await appender.append('events', [record('d')]);
    expect(broker.stored).toEqual(['d']);
  });

  it('given more bytes than may wait, then further appends are overload', async () => {
    await open(200);
    broker.answers = () => 'never';
    const large = { ...record(''), value: Buffer.alloc(1_000_000) };
    const waiting = appender.append('events', Array<NewRecord>(70).fill(large));
    await expect(appender.append('events', [record('a')])).rejects.toBeInstanceOf(LogOverloaded);
    await expect(waiting).rejects.toBeInstanceOf(LogUnavailable);
  });

  it('given a record over the limit, then nothing of its append is sent', async () => {
    const tooLarge = { ...record(''), value: Buffer.alloc(1_000_001) };
    await expect(appender.append('events', [record('a'), tooLarge])).rejects.toBeInstanceOf(RecordTooLarge);
    expect(broker.stored).toEqual([]);
  });

  it('given a close, then what was taken is sent first, and nothing is taken any more', async () => {
    const taken = appender.append('events', [record('a')]);
    const closed = appender.close();
    await expect(appender.append('events', [record('b')])).rejects.toBeInstanceOf(LogClosed);
    await Promise.all([taken, closed]);
    expect(broker.stored).toEqual(['a']);
    expect(broker.producers).toEqual([{ isGivenUp: false, isClosed: true }]);
  });

  it('given a close while the broker is away, then it ends when what waits is refused', async () => {
    await open(20);
    broker.answers = () => new Error('cut off');
    broker.connects = away;
    const waiting = ['a', 'b'].map((text) => appender.append('events', [record(text)]));
    const outcomes = Promise.allSettled(waiting);
    await appender.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
