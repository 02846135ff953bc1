/** What the shipped file says of the topics, what takes its place, and files that are wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readTopicSpecifications, type TopicSpecification } from './topic-specification';
import { differencesOf } from './topics';

describe('the topics of infra/kafka/topics.yaml', () => {
  const shipped = (replicationFactor?: number): Record<string, TopicSpecification> =>
    Object.fromEntries(readTopicSpecifications(replicationFactor).map((one) => [one.topic, one]));

  it('given no other word, then three replicas of which two must be in sync, kept for ever, and governance in one order', () => {
    const { events, governance, 'dead-letters': deadLetters } = shipped();
    expect([events?.partitions, events?.mayHaveMore]).toEqual([12, true]);
    expect([governance?.partitions, governance?.mayHaveMore]).toEqual([1, false]);
    for (const topic of [events, governance, deadLetters]) {
      expect(topic?.replicationFactor).toBe(3);
      expect(topic?.config).toMatchObject({
        'cleanup.policy': 'delete',
        'retention.ms': '-1',
        'retention.bytes': '-1',
        'min.insync.replicas': '2',
        'unclean.leader.election.enable': 'false',
      });
    }
  });

  it.each([[1, '1'], [2, '1'], [3, '2'], [5, '2']])('given %d replicas, then %s must be in sync', (replicas, inSync) => {
    expect(shipped(replicas)['events']).toMatchObject({
      replicationFactor: replicas,
      config: { 'min.insync.replicas': inSync },
    });
  }); // prettier-ignore

  describe('given a file that is wrong', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-topics-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    it.each([
      ['a topic that is none', 'topics: { visits: {} }', 'there is no topic visits'],
      ['half a partition', 'topics: { events: { partitions: { at_least: 1.5 }, config: {} } }', 'topics.events.partitions is 1.5'],
      ['no settings', 'topics: { events: { partitions: { at_least: 1 } } }', 'topics.events.config is not a mapping'],
    ])('by %s, then the place is told', (_, text, fault) => {
      const file = path.join(folder, 'topics.yaml');
      writeFileSync(file, text);
      expect(() => readTopicSpecifications(3, file)).toThrow(fault);
    }); // prettier-ignore
  });
});

describe('differencesOf', () => {
  const specification: TopicSpecification = {
    topic: 'events',
    partitions: 12,
    mayHaveMore: true,
    replicationFactor: 3,
    config: { 'retention.ms': '-1' },
  };
  const actual = { partitions: 12, replicationFactor: 3, config: { 'retention.ms': '-1', 'segment.ms': '1' } };
  const what = (...parameters: Parameters<typeof differencesOf>): string[] =>
    differencesOf(...parameters).map((one) => `${one.what}: ${one.actual}, ${one.isMendable ? 'mendable' : 'by hand'}`);

  it('given a topic as it must be, with more partitions, replicas and settings of its own, then nothing differs', () => {
    expect(what('e', specification, actual)).toEqual([]);
    expect(what('e', specification, { ...actual, partitions: 24, replicationFactor: 5 })).toEqual([]);
  });

  it('given no topic, then that is the one difference', () => {
    expect(what('e', specification, undefined)).toEqual(['topic: missing, mendable']);
  });

  it('given fewer of all, then each is told, and what Kafka can change is mendable', () => {
    expect(what('e', specification, { partitions: 3, replicationFactor: 1, config: {} })).toEqual([
      'partitions: 3, mendable',
      'replication_factor: 1, by hand',
      'retention.ms: (not set), mendable',
    ]);
  });

  it('given more partitions than exactly so many, then nobody can mend it', () => {
    const exactly = { ...specification, mayHaveMore: false };
    expect(what('e', exactly, { ...actual, partitions: 13 })).toEqual(['partitions: 13, by hand']);
  });
});
