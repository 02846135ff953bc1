/** What topics and groups are called in a cluster that others use too. */
import type { Topic } from '../port';

export const DEFAULT_TOPIC_PREFIX = 'plumbline.';

export class Names {
  constructor(private readonly prefix: string) {}

  topic(topic: Topic): string {
    return `${this.prefix}${topic}`;
  }

  /** A group reads one topic, as on every log; so the topic is part of its name. */
  group(topic: Topic, group: string): string {
    return `${this.topic(topic)}.${group}`;
  }

  /** Those of a cluster's groups that read a topic, as the port calls them. */
  groupsOf(topic: Topic, groupIds: readonly string[]): string[] {
    const start = this.group(topic, '');
    return groupIds.filter((id) => id.startsWith(start)).map((id) => id.slice(start.length));
  }
}
