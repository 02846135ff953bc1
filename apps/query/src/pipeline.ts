/** What the query API is told about the pipeline that feeds it: log ends and projectors, in this process or in others. */
import type { ProjectorReport } from '@plumbline/warehouse';

export interface LogEnds {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
  readonly committed: Readonly<Record<string, bigint>>;
}

export interface Pipeline {
  readonly projectorGroup: string;
  /** Those that run. */
  readonly projectors: () => Promise<readonly ProjectorReport[]>;
  readonly logEnds: () => Promise<readonly LogEnds[]>;
  /** The youngest instant (milliseconds since 1970) of which all is projected that will ever be known; undefined: nobody knows yet. */
  readonly settledMs: () => Promise<number | undefined>;
}

/** Seconds by which scores trail what was accepted: the slowest projector's; null where none runs, so that nobody knows. */
export function freshnessSeconds(projectors: readonly ProjectorReport[]): number | null {
  return projectors.length === 0 ? null : Math.max(...projectors.map((projector) => projector.freshnessSeconds));
}
