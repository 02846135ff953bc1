/** One topic as it is in the cluster: read, made, mended. */
import { type Admin, ConfigResourceTypes, ConfigSource } from 'kafkajs';
import type { KafkaAdmin } from './admin';
import { isTopicMissing } from './failures';
import type { TopicSpecification } from './topic-specification';

export interface ActualTopic {
  readonly partitions: number;
  /** Replicas of the partition that has fewest. */
  readonly replicationFactor: number;
  /** Settings as they hold, whether set on the topic or inherited. */
  readonly config: Readonly<Record<string, string>>;
}

/** Undefined where the cluster has no such topic. */
export function readTopic(admin: KafkaAdmin, name: string): Promise<ActualTopic | undefined> {
  return admin.ask(async (asked) => {
    const partitions = await partitionsOf(asked, name);
    if (!partitions) return undefined;
    const config = Object.fromEntries(
      (await settingsOf(asked, name)).map(({ configName, configValue }) => [configName, configValue]),
    );
    return {
      partitions: partitions.length,
      replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      config,
    };
  });
}

/** @param whats what differs, as `differencesOf` names it */
export async function mendTopic(
  admin: KafkaAdmin,
  name: string,
  { partitions, replicationFactor, config }: TopicSpecification,
  whats: readonly string[],
): Promise<void> {
  if (whats.includes('topic')) {
    const configEntries = Object.entries(config).map(([setting, value]) => ({ name: setting, value }));
    const topics = [{ topic: name, numPartitions: partitions, replicationFactor, configEntries }];
    // kafkajs asks for the leaders so soon that the broker may not have heard of the topic, and takes that for a failure.
    await admin.ask((asked) => asked.createTopics({ topics, waitForLeaders: false }));
    return;
  }
  if (whats.includes('partitions')) {
    await admin.ask((asked) => asked.createPartitions({ topicPartitions: [{ topic: name, count: partitions }] }));
  }
  if (whats.some((what) => what in config)) await admin.ask((asked) => alterSettings(asked, name, config));
}

/** Kafka replaces all settings of a topic at once, so those that are nobody's business here are given again. */
async function alterSettings(admin: Admin, name: string, config: Readonly<Record<string, string>>): Promise<void> {
  const own = (await settingsOf(admin, name)).filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG);
  const kept = Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]));
  const configEntries = Object.entries({ ...kept, ...config }).map(([setting, value]) => ({ name: setting, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name, configEntries }],
  });
}

async function partitionsOf(admin: Admin, name: string): Promise<readonly { replicas: number[] }[] | undefined> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
    return topics.find((topic) => topic.name === name)?.partitions;
  } catch (error) {
    if (isTopicMissing(error)) return undefined;
    throw error;
  }
}

async function settingsOf(
  admin: Admin,
  name: string,
): Promise<readonly { configName: string; configValue: string; configSource: ConfigSource }[]> {
  const resources = [{ type: ConfigResourceTypes.TOPIC, name }];
  const answer = await admin.describeConfigs({ includeSynonyms: false, resources });
  return answer.resources.flatMap(({ configEntries }) => configEntries);
}
