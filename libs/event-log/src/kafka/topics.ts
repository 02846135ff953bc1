/** The topics of a cluster compared with what they must be, and mended where Kafka allows it. */
import { LogNotSetUp } from '../errors';
import type { Topic } from '../port';
import { KafkaAdmin } from './admin';
import type { KafkaConnection } from './connection';
import { DEFAULT_TOPIC_PREFIX, Names } from './names';
import { type ActualTopic, mendTopic, readTopic } from './topic-state';
import type { TopicSpecification } from './topic-specification';
import { pause } from './waiting';

export interface TopicsOptions extends KafkaConnection {
  readonly topicPrefix?: string;
}

export interface TopicDifference {
  readonly topic: Topic;
  /** As it is called in the cluster. */
  readonly name: string;
  /** `topic` where it is missing, `partitions`, `replication_factor`, or the name of a setting. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  /** Whether `applyTopics` mends it. */
  readonly isMendable: boolean;
  /** What to do about it. */
  readonly remedy: string;
}

const APPLY = 'plumbline topics apply';
/** A cluster takes a moment until all of its brokers know what one was told. */
const SETTLE_ATTEMPTS = 50;
const SETTLE_MS = 100;

/** What differs; empty where all is as it must be. @throws LogNotSetUp, LogUnavailable */
export function diffTopics(
  options: TopicsOptions,
  specifications: readonly TopicSpecification[],
): Promise<readonly TopicDifference[]> {
  return withAdmin(options, (admin, names) => diff(admin, names, specifications));
}

/** Makes and mends what can be. @returns what was mended, and what still differs @throws LogNotSetUp, LogUnavailable */
export function applyTopics(
  options: TopicsOptions,
  specifications: readonly TopicSpecification[],
): Promise<{ readonly mended: readonly TopicDifference[]; readonly left: readonly TopicDifference[] }> {
  return withAdmin(options, async (admin, names) => {
    const mended = (await diff(admin, names, specifications)).filter(({ isMendable }) => isMendable);
    for (const specification of specifications) {
      const whats = mended.filter(({ topic }) => topic === specification.topic).map(({ what }) => what);
      if (whats.length > 0) await mendTopic(admin, names.topic(specification.topic), specification, whats);
    }
    for (let attempt = 1; ; attempt += 1) {
      const left = await diff(admin, names, specifications);
      if (!left.some(({ isMendable }) => isMendable) || attempt === SETTLE_ATTEMPTS) return { mended, left };
      await pause(SETTLE_MS, new AbortController().signal);
    }
  });
}

/** @throws LogNotSetUp where a topic differs, with what differs and the command that mends it; LogUnavailable */
export async function assertTopics(
  options: TopicsOptions,
  specifications: readonly TopicSpecification[],
): Promise<void> {
  const differences = await diffTopics(options, specifications);
  if (differences.length === 0) return;
  const lines = differences.map(
    ({ name, what, expected, actual }) => `  - ${name}: ${what} is ${actual}, must be ${expected}`,
  );
  const remedies = [...new Set(differences.map(({ remedy }) => remedy))];
  throw new LogNotSetUp(
    `Kafka's topics are not as Plumbline needs them:\n${lines.join('\n')}\nMend it with: ${remedies.join('; and ')}`,
  );
}

/** Pure: how one topic differs from what it must be. */
export function differencesOf(
  name: string,
  specification: TopicSpecification,
  actual: ActualTopic | undefined,
): readonly TopicDifference[] {
  const { topic, partitions, mayHaveMore, replicationFactor, config } = specification;
  const differ = (what: string, expected: string, is: string, remedy = APPLY): TopicDifference => ({
    topic,
    name,
    what,
    expected,
    actual: is,
    isMendable: remedy === APPLY,
    remedy,
  });
  if (!actual) return [differ('topic', 'there', 'missing')];
  const differences: TopicDifference[] = [];
  if (actual.partitions < partitions) {
    differences.push(
      differ('partitions', mayHaveMore ? `${partitions} or more` : String(partitions), String(actual.partitions)),
    );
  } else if (actual.partitions > partitions && !mayHaveMore) {
    const remedy =
      'a new topic (Kafka never lowers a number of partitions): another KAFKA_TOPIC_PREFIX, then plumbline topics apply';
    differences.push(differ('partitions', String(partitions), String(actual.partitions), remedy));
  }
  if (actual.replicationFactor < replicationFactor) {
    const remedy = 'kafka-reassign-partitions.sh of Kafka, or KAFKA_REPLICATION_FACTOR set to what the topics have';
    differences.push(
      differ('replication_factor', `${replicationFactor} or more`, String(actual.replicationFactor), remedy),
    );
  }
  for (const [setting, expected] of Object.entries(config)) {
    const is = actual.config[setting] ?? '(not set)';
    if (is !== expected) differences.push(differ(setting, expected, is));
  }
  return differences;
}

async function diff(
  admin: KafkaAdmin,
  names: Names,
  specifications: readonly TopicSpecification[],
): Promise<readonly TopicDifference[]> {
  const differences: TopicDifference[] = [];
  for (const specification of specifications) {
    const name = names.topic(specification.topic);
    differences.push(...differencesOf(name, specification, await readTopic(admin, name)));
  }
  return differences;
}

async function withAdmin<T>(options: TopicsOptions, work: (admin: KafkaAdmin, names: Names) => Promise<T>): Promise<T> {
  const admin = new KafkaAdmin(options);
  try {
    return await work(admin, new Names(options.topicPrefix ?? DEFAULT_TOPIC_PREFIX));
  } finally {
    await admin.close();
  }
}
