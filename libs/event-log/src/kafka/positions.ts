/** Questions about offsets: how far each partition goes, and how far groups are. */
import { LogNotSetUp } from '../errors';
import type { PartitionEnds, Topic } from '../port';
import type { KafkaAdmin } from './admin';
import type { GroupPosition } from './fetch-positions';
import type { Names } from './names';

/** Groups come and go seldom; those of other processes are looked for again after this time. */
const GROUPS_KNOWN_MS = 2_000;

export class Positions {
  private groups: { readonly ids: readonly string[]; readonly askedMs: number } = { ids: [], askedMs: -Infinity };
  /** Answers on their way, shared by those who ask meanwhile. */
  private readonly asking = new Map<Topic, Promise<PartitionEnds[]>>();

  constructor(
    private readonly admin: KafkaAdmin,
    private readonly names: Names,
  ) {}

  /** @param ownGroups groups that this process reads, which need not be looked for */
  ends(topic: Topic, ownGroups: readonly string[]): Promise<PartitionEnds[]> {
    const answer = this.asking.get(topic) ?? this.askEnds(topic, ownGroups).finally(() => this.asking.delete(topic));
    this.asking.set(topic, answer);
    return answer;
  }

  /** Offset that the next record will get, per partition. */
  async highs(topic: Topic): Promise<ReadonlyMap<number, bigint>> {
    return new Map((await this.edges(topic)).map(({ partition, high }) => [partition, high]));
  }

  /** Where a group goes on in these partitions. */
  async of(topic: Topic, group: string, partitions: readonly number[]): Promise<readonly GroupPosition[]> {
    const [edges, committed] = await Promise.all([this.edges(topic, partitions), this.committed(topic, group)]);
    return edges
      .filter(({ partition }) => partitions.includes(partition))
      .map((edge) => ({
        partition: edge.partition,
        position: startOf(edge, committed.get(edge.partition)),
        high: edge.high,
      }));
  }

  private async askEnds(topic: Topic, ownGroups: readonly string[]): Promise<PartitionEnds[]> {
    const [edges, others] = await Promise.all([this.edges(topic), this.groupIds()]);
    const groups = [...new Set([...ownGroups, ...this.names.groupsOf(topic, others)])];
    const offsets = await Promise.all(
      groups.map(async (group) => ({ group, committed: await this.committed(topic, group) })),
    );
    return edges.map(({ partition, low, high }) => {
      const committed: Record<string, bigint> = {};
      for (const { group, committed: of } of offsets) {
        const offset = of.get(partition);
        if (offset !== undefined) committed[group] = offset;
      }
      return { partition, low, high, committed };
    });
  }

  /** @param needed partitions that must be among the answer: a connection that does not know them yet is replaced */
  private edges(
    topic: Topic,
    needed: readonly number[] = [],
  ): Promise<{ partition: number; low: bigint; high: bigint }[]> {
    return this.admin.ask(async (admin) => {
      const edges = await admin.fetchTopicOffsets(this.names.topic(topic));
      const missing = needed.filter((one) => !edges.some(({ partition }) => partition === one));
      if (missing.length > 0) throw new Error(`partition ${missing.join(', ')} is not known yet`);
      return edges
        .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
        .sort((a, b) => a.partition - b.partition);
    });
  }

  private committed(topic: Topic, group: string): Promise<ReadonlyMap<number, bigint>> {
    const groupId = this.names.group(topic, group);
    return this.admin.ask(async (admin) => {
      const [answer] = await admin.fetchOffsets({ groupId, topics: [this.names.topic(topic)] });
      const offsets = (answer?.partitions ?? []).map(({ partition, offset }) => [partition, BigInt(offset)] as const);
      // Below 0 are Kafka's words for "none" and "the first".
      return new Map(offsets.filter(([, offset]) => offset >= 0n));
    });
  }

  /** Groups of the cluster; where they cannot be told now (a broker is away, or it is not allowed), the last that were known. */
  private async groupIds(): Promise<readonly string[]> {
    if (Date.now() - this.groups.askedMs < GROUPS_KNOWN_MS) return this.groups.ids;
    try {
      const { groups } = await this.admin.ask((admin) => admin.listGroups());
      this.groups = { ids: groups.map(({ groupId }) => groupId), askedMs: Date.now() };
    } catch (error) {
      if (!(error instanceof LogNotSetUp) && this.groups.ids.length === 0) throw error;
    }
    return this.groups.ids;
  }
}

/**
 * Where a group goes on that committed an offset, or none. An offset behind the end is of records that the log has lost (a topic made
 * anew, a disk gone): what it holds now is read from its first record, rather than passed over until it is as long as it was.
 */
export function startOf({ low, high }: { low: bigint; high: bigint }, committed: bigint | undefined): bigint {
  return committed === undefined || committed < low || committed > high ? low : committed;
}
