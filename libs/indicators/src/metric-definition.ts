/** What a metric is: data that says how its value comes from sums, what it is worth, and where it is asked for. */
import type { ExclusionGroup } from './exclusions';
import type { Label } from './label';

export type Slice = 'channel' | 'service_line' | 'service_item' | 'priority_class' | 'staff';

/**
 * How the value comes from additive sums, which it names by their measure. libs/scoring has the same types and
 * evaluates them (scoring.md 3.11); the sums are made by libs/warehouse.
 */
export type Estimator =
  | { readonly kind: 'proportion'; readonly numerator: string; readonly denominator: string }
  | { readonly kind: 'rate'; readonly count: string; readonly exposure: string; readonly per: number }
  | {
      readonly kind: 'mean';
      readonly n: string;
      readonly sum: string;
      readonly sumSquares: string;
      readonly unitsPerPoint: number;
      readonly range: readonly [number, number];
    }
  | {
      readonly kind: 'percentile';
      readonly events: string;
      readonly censored?: string;
      readonly survival: number;
      readonly secondsPerUnit: number;
    }
  | {
      readonly kind: 'weighted_mean';
      readonly n: string;
      readonly sum: string;
      readonly sumSquares: string;
      readonly contacts: string;
      readonly unitsPerPoint: number;
    }
  | { readonly kind: 'weighted_proportion'; readonly n: string; readonly numerator: string; readonly contacts: string }
  | {
      readonly kind: 'net_share';
      readonly n: string;
      readonly plus: string;
      readonly minus: string;
      readonly contacts: string;
    }
  | {
      readonly kind: 'index';
      readonly n: string;
      readonly sum: string;
      readonly sumSquares: string;
      readonly unitsPerPoint: number;
      readonly mix: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'minimum';
      readonly n: string;
      readonly sum: string;
      readonly sumSquares: string;
      readonly unitsPerPoint: number;
      readonly itemMinimumN: number;
      readonly minimumItems: number;
    }
  | {
      readonly kind: 'gap';
      readonly n: string;
      readonly sum: string;
      readonly sumSquares: string;
      readonly unitsPerPoint: number;
      readonly focus: readonly string[];
      readonly reference: readonly string[];
    }
  | {
      readonly kind: 'observed_share';
      readonly passed: string;
      readonly judged: string;
      readonly weightSquares: string;
      readonly items: string;
      readonly sessions: string;
      readonly minimumSessions: number;
      readonly agreement: {
        readonly bothPassed: string;
        readonly firstPassed: string;
        readonly secondPassed: string;
        readonly bothFailed: string;
      };
      readonly leastPairs: number;
      readonly leastKappaPercent: number;
    }
  /** The events of its family are not taken yet: it has no data, and its weight counts as missing. */
  | { readonly kind: 'pending' };

export interface MetricDefinition {
  readonly id: string;
  readonly indicator: string;
  readonly name: Label;
  /** In words: case, day, numerator, denominator, exclusions. */
  readonly definition: Label;
  readonly unit: '%' | 'min' | 'work h' | 'h' | '/10k' | '0-100' | 'points';
  readonly direction: 'up' | 'down';
  /** Values that score 0, 60 and 100. */
  readonly anchors: { readonly floor: number; readonly pass: number; readonly target: number };
  /** Points of 100. */
  readonly weight: number;
  readonly method: 'questionnaire' | 'observation' | 'data' | 'interview';
  /** Clauses of the service handbook that it shows. */
  readonly clause: string;
  /** Family of the events whose cases it counts. */
  readonly family: string;
  /** The clock that gives a case its day. */
  readonly cohort: string;
  /** Measures `<excluded>.excluded.<reason>` count the excluded cases. */
  readonly excluded?: ExclusionGroup;
  /** Families beside its own that count excluded cases. */
  readonly alsoExcludedIn?: readonly string[];
  /** Measure that counts cases judged on a guessed calendar. */
  readonly provisional?: string;
  /** Fewer cases than this (effective ones, where they are weighted) are a low sample. */
  readonly minimumN: number;
  readonly estimator: Estimator;
  /** Slices that its cases carry; by others it has no data. */
  readonly slices: readonly Slice[];
}

export interface IndicatorDefinition {
  readonly id: string;
  readonly name: Label;
  readonly metrics: readonly MetricDefinition[];
}

export interface DimensionDefinition {
  readonly id: string;
  readonly name: Label;
  readonly weight: number;
  readonly indicators: readonly IndicatorDefinition[];
}
