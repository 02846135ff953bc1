/** The answer of GET /scores/explain: one score opened down to what it is made of, and what has changed. */
import type { Scheme } from '@plumbline/indicators';
import type { ScoreRow } from '../score-row';
import type { ExplanationLinks } from './addresses';
import type { ExplainedChange } from './change';
import type { Contribution, ExplainedWeight } from './contributions';
import type { ExplainedAnchors, Formula } from './formula-in-words';
import type { ExplainedExclusion, RawSum } from './raw-sums';
import type { ExplainedStratum } from './strata';

export interface ExplanationMeta {
  readonly scheme: Pick<Scheme, 'id' | 'version' | 'sha256'>;
  readonly as_of: string;
  /** Local days of the cell. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly grain: string;
  /** Null where no projector runs. */
  readonly freshness_s: number | null;
}

export interface Explanation {
  readonly meta: ExplanationMeta;
  /** The row as GET /scores gives it. */
  readonly row: ScoreRow;
  readonly formula: Formula;
  readonly weights: ExplainedWeight;
  /** Of what lies right below; none of a metric. */
  readonly contributions: readonly Contribution[];
  /** Metrics only, from here on; all of them empty where the metric is suppressed. */
  readonly anchors?: ExplainedAnchors;
  readonly strata?: readonly ExplainedStratum[];
  readonly sums?: readonly RawSum[];
  readonly exclusions?: readonly ExplainedExclusion[];
  readonly change: ExplainedChange;
  readonly links: ExplanationLinks;
}
