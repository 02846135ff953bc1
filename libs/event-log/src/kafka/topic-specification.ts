/** What the topics must be like: infra/kafka/topics.yaml, read and checked. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Topic, TOPICS } from '../port';

export interface TopicSpecification {
  readonly topic: Topic;
  readonly partitions: number;
  /** Whether there may be more partitions than that. */
  readonly mayHaveMore: boolean;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

const MIN_IN_SYNC = 'min.insync.replicas';

/**
 * @param replicationFactor takes the place of the file's, and lowers the replicas that must be in sync with it
 * @param file default infra/kafka/topics.yaml of the checkout
 */
export function readTopicSpecifications(
  replicationFactor?: number,
  file: string = shippedFile(),
): readonly TopicSpecification[] {
  const document = parse(readFileSync(file, 'utf8')) as unknown;
  const { topics, replication_factor: shipped } = objectAt(document, file);
  const factor = replicationFactor ?? wholeNumber(shipped, `${file}: replication_factor`);
  const given = objectAt(topics, `${file}: topics`);
  const unknown = Object.keys(given).filter((name) => !TOPICS.includes(name as Topic));
  if (unknown.length > 0)
    throw new Error(`${file}: there is no topic ${unknown.join(', ')}; there are ${TOPICS.join(', ')}.`);
  return TOPICS.map((topic) => readTopic(topic, given[topic], factor, `${file}: topics.${topic}`));
}

function readTopic(topic: Topic, given: unknown, replicationFactor: number, at: string): TopicSpecification {
  const { partitions, config } = objectAt(given, at);
  const { at_least: atLeast, exactly } = objectAt(partitions, `${at}.partitions`);
  const texts = Object.entries(objectAt(config, `${at}.config`)).map(([name, value]) => [name, String(value)]);
  const settings = Object.fromEntries(texts) as Record<string, string>;
  const inSync = Number(settings[MIN_IN_SYNC] ?? 1);
  return {
    topic,
    partitions: wholeNumber(exactly ?? atLeast, `${at}.partitions`),
    mayHaveMore: exactly === undefined,
    replicationFactor,
    config: { ...settings, [MIN_IN_SYNC]: String(Math.min(inSync, Math.max(1, replicationFactor - 1))) },
  };
}

function objectAt(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${at} is not a mapping.`);
  return value as Record<string, unknown>;
}

function wholeNumber(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new Error(`${at} is ${String(value)}, which is not a whole number of 1 or more.`);
  }
  return value;
}

/** The file of the checkout, whether this runs from the sources or compiled. */
function shippedFile(): string {
  const inCheckout = path.join('infra', 'kafka', 'topics.yaml');
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, inCheckout))) return path.join(folder, inCheckout);
  }
  throw new Error(`${inCheckout} is missing from the installation.`);
}
