/** What this library takes and gives for one metric: the part of its definition that decides a score, and its evaluation. */

/** Whether more of the value is better (`up`) or worse (`down`). */
export type Direction = 'up' | 'down';

/** Values, in the metric's unit, that score 0, 60 and 100: ascending for `up`, descending for `down`. */
export interface Anchors {
  readonly floor: number;
  readonly pass: number;
  readonly target: number;
}

/** Share of cases, in percent. */
export interface ProportionEstimator {
  readonly kind: 'proportion';
  readonly numerator: string;
  readonly denominator: string;
}

/** Events per `per` units of exposure. */
export interface RateEstimator {
  readonly kind: 'rate';
  readonly count: string;
  readonly exposure: string;
  readonly per: number;
}

/** Mean of answers: Σ / n / unitsPerPoint, which lies in `range`. */
export interface MeanEstimator {
  readonly kind: 'mean';
  readonly n: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly unitsPerPoint: number;
  readonly range: readonly [least: number, most: number];
}

/** The time that the share `survival` of the cases outlasts (0.1: the P90), from histograms of seconds. */
export interface PercentileEstimator {
  readonly kind: 'percentile';
  readonly events: string;
  readonly censored?: string;
  readonly survival: number;
  readonly secondsPerUnit: number;
}

/** Post-stratified mean of a 0 … 100 index; measures keyed by stratum `line|channel|priority`. */
export interface WeightedMeanEstimator {
  readonly kind: 'weighted_mean';
  readonly n: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly contacts: string;
  readonly unitsPerPoint: number;
}

/** Post-stratified share of answers, in percent. */
export interface WeightedProportionEstimator {
  readonly kind: 'weighted_proportion';
  readonly n: string;
  readonly numerator: string;
  readonly contacts: string;
}

/** Post-stratified share of `plus` less share of `minus`, in points from -100 to 100. */
export interface NetShareEstimator {
  readonly kind: 'net_share';
  readonly n: string;
  readonly plus: string;
  readonly minus: string;
  readonly contacts: string;
}

/** Means of service items on a fixed reference mix (any positive total); measures keyed by service item. */
export interface IndexEstimator {
  readonly kind: 'index';
  readonly n: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly unitsPerPoint: number;
  readonly mix: Readonly<Record<string, number>>;
}

/** The least mean among the service items with at least `itemMinimumN` answers. */
export interface MinimumEstimator {
  readonly kind: 'minimum';
  readonly n: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly unitsPerPoint: number;
  readonly itemMinimumN: number;
  readonly minimumItems: number;
}

/** Mean of the priority classes in `focus` less the mean of those in `reference`; measures keyed by priority class. */
export interface GapEstimator {
  readonly kind: 'gap';
  readonly n: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly unitsPerPoint: number;
  readonly focus: readonly string[];
  readonly reference: readonly string[];
}

/**
 * Share of the weight of observed items that passed, in percent; measures keyed by item, sessions not. Items on which two observers
 * disagree are left out. `judged` is the weight of the items, `weightSquares` that of its squares; where all weigh 1, both are `items`.
 */
export interface ObservedShareEstimator {
  readonly kind: 'observed_share';
  readonly passed: string;
  readonly judged: string;
  readonly weightSquares: string;
  readonly items: string;
  readonly sessions: string;
  readonly minimumSessions: number;
  /** Pairs of judgements of an item, by what the first and the second observer found. */
  readonly agreement: {
    readonly bothPassed: string;
    readonly firstPassed: string;
    readonly secondPassed: string;
    readonly bothFailed: string;
  };
  /** Fewer pairs tell nothing of an item. */
  readonly leastPairs: number;
  /** Items with a Cohen's kappa below this are left out, in percent (60 for 0.6). */
  readonly leastKappaPercent: number;
}

/** A metric whose family is not built yet: never any data. */
export interface PendingEstimator {
  readonly kind: 'pending';
}

/** How a metric comes from its sums. Measures are named; their units are those of the sums. */
export type Estimator =
  | ProportionEstimator
  | RateEstimator
  | MeanEstimator
  | PercentileEstimator
  | WeightedMeanEstimator
  | WeightedProportionEstimator
  | NetShareEstimator
  | IndexEstimator
  | MinimumEstimator
  | GapEstimator
  | ObservedShareEstimator
  | PendingEstimator;

/** The part of a metric's definition that its score depends on. */
export interface MetricForScoring {
  readonly id: string;
  /** Id of the indicator it belongs to. */
  readonly indicator: string;
  readonly weight: number;
  readonly direction: Direction;
  readonly anchors: Anchors;
  /** Fewer cases than this (effective cases, where weighted) are a low sample. */
  readonly minimumN: number;
  readonly estimator: Estimator;
}

/** How an interval was found: from replicate groups of days, or from the spread within the sums. */
export type IntervalMethod = 'jackknife' | 'within';

export interface MetricEvaluation {
  /** `ok` counts in composites; `low_sample` has value and score and does not; `no_data` has nothing. */
  readonly status: 'ok' | 'low_sample' | 'no_data';
  /** In the metric's unit. Null without data, and for a percentile that the curve never reaches. */
  readonly value: number | null;
  /** 95 % limits of the value; the upper one alone is null for a percentile without an upper limit. */
  readonly valueLower: number | null;
  readonly valueUpper: number | null;
  /** 0 … 100, with the image of the value's interval (so `lower` belongs to `valueUpper` where down is good). */
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number;
  /** Kish's effective number of answers where they are weighted, else null. */
  readonly nEff: number | null;
  /** Null where there is no interval. */
  readonly intervalMethod: IntervalMethod | null;
  /**
   * By replicate group: how the metric moves when the group is left out, positive where the score rises, in units that only
   * matter up to a factor. Null where the interval is `within`.
   */
  readonly deviations: Float64Array | null;
}
