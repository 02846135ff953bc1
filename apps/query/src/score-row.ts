/** One row of GET /scores, in the names of api.md. */
import type { Label, Level } from '@plumbline/indicators';

export type ScoreStatus = 'ok' | 'low_sample' | 'suppressed' | 'no_data' | 'provisional';

/** The same score in the period before, and what has changed since, with 95 % limits. */
export interface PreviousScore {
  /** Local days, the end exclusive. */
  readonly from: string;
  readonly to: string;
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null where one of the two has no score. */
  readonly change: number | null;
  readonly change_lower: number | null;
  readonly change_upper: number | null;
}

export interface ScoreRow {
  /** Start of the period, RFC 3339 with the bank's offset. */
  readonly time: string;
  readonly group: Readonly<Record<string, string>>;
  readonly level: Level;
  readonly id: string;
  readonly name: Label;
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval_method: 'jackknife' | 'within' | null;
  readonly n: number | null;
  /** Share of the weight below that could be scored, 0 to 1. */
  readonly coverage: number;
  /** The score if all that is missing scored 0, and if it scored 100. */
  readonly bounds: readonly [number, number];
  /** Every band that the interval touches. */
  readonly grade: readonly string[];
  readonly status: ScoreStatus;
  /**
   * Cases of the period, counted or excluded, of which an event, correction or void became known more than seven days after the day
   * it is about; null where small numbers are hidden. Above metrics each family and clock counts once.
   */
  readonly late: number | null;
  /** Where a comparison is asked for. */
  readonly previous?: PreviousScore;
  /** Metric rows only, from here on. */
  readonly value?: number | null;
  readonly value_lower?: number | null;
  readonly value_upper?: number | null;
  readonly unit?: string;
  readonly n_eff?: number | null;
  /** Reason → excluded cases. */
  readonly excluded?: Readonly<Record<string, number>>;
}
