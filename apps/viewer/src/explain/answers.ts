/** The parts of the API's answers that the page shows; api.md has them all. */
import type { Label } from '../language';

export interface Score {
  readonly id: string;
  readonly level: 'overall' | 'dimension' | 'indicator' | 'metric';
  readonly name: Label;
  readonly group: Readonly<Record<string, string>>;
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
  readonly coverage: number;
  readonly grade: readonly string[];
  readonly status: string;
  readonly value?: number | null;
  readonly value_lower?: number | null;
  readonly value_upper?: number | null;
  readonly unit?: string;
}

export interface Contribution {
  readonly id: string;
  readonly name: Label;
  readonly score: number | null;
  readonly status: string;
  readonly n: number | null;
  readonly weight: number;
  readonly share: number | null;
  readonly contribution: number | null;
  readonly links: { readonly explain: string };
}

export interface ChangeParts {
  readonly performance: number;
  readonly mix: number;
  readonly scheme: number;
  readonly coverage: number;
}

export interface Mover {
  readonly id: string;
  readonly name: Label;
  readonly change: number;
  readonly parts: ChangeParts;
  readonly links: { readonly explain: string };
}

export interface Change {
  readonly from: string;
  readonly to: string;
  readonly score: number | null;
  readonly change: number | null;
  readonly change_lower: number | null;
  readonly change_upper: number | null;
  readonly parts: ChangeParts | null;
  readonly movers: readonly Mover[];
}

export interface Stratum {
  readonly stratum: Readonly<Record<string, string>> | null;
  readonly n: number;
  readonly share: number;
  readonly mean: number | null;
  readonly contribution: number;
}

export interface Explanation {
  readonly meta: {
    readonly scheme: { readonly id: string; readonly version: number };
    readonly from: string;
    readonly to: string;
  };
  readonly row: Score;
  readonly formula: {
    readonly definition?: Label;
    readonly value?: Label;
    readonly score: Label;
    readonly clause: string;
  };
  readonly weights: { readonly weight: number; readonly weight_available: number };
  readonly contributions: readonly Contribution[];
  readonly anchors?: {
    readonly direction: 'up' | 'down';
    readonly floor: number;
    readonly pass: number;
    readonly target: number;
  };
  readonly strata?: readonly Stratum[];
  readonly sums?: readonly { readonly measure: string; readonly total: number }[];
  readonly exclusions?: readonly { readonly reason: string; readonly meaning: Label; readonly cases: number }[];
  readonly change: Change;
  readonly links: { readonly parent?: string; readonly previous: string; readonly evidence?: string };
}

export interface EvidenceCase {
  readonly family: string;
  readonly case_id: string;
  readonly part: string | null;
  readonly day: string;
  readonly branch: string;
  readonly channel: string | null;
  readonly service_item: string | null;
  readonly outcome: string;
  readonly words: Label;
  readonly value: number | null;
  readonly measured_s: number | null;
}

export interface EvidencePage {
  readonly meta: { readonly metric: { readonly unit: string } };
  readonly totals: {
    readonly excluded: Readonly<Record<string, number>>;
    readonly reasons: Readonly<Record<string, Label>>;
  };
  readonly cases: readonly EvidenceCase[];
  readonly links: { readonly next?: string };
}

export interface CaseAnswer {
  readonly family: string;
  readonly case_id: string;
  readonly metrics: readonly {
    readonly metric: string;
    readonly name: Label;
    readonly words: Label;
    readonly part: string | null;
    readonly value: number | null;
    readonly unit: string;
    readonly cohort: string;
  }[];
  readonly events: readonly {
    readonly source: string;
    readonly id: string;
    readonly type: string;
    readonly time: string;
    readonly ingestedat: string;
    readonly data: unknown;
    readonly status: string;
    readonly standing: { readonly voided: boolean; readonly data: unknown } | null;
    readonly position: { readonly partition: number; readonly offset: number } | null;
  }[];
  readonly truncated: boolean;
}
