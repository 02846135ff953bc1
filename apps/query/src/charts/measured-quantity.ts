/** What charts plot of a node: a metric's value in its unit, else a score; and what statistics it follows. */
import type { ModelNode } from '@plumbline/indicators';
import type { ControlKind } from '@plumbline/scoring';
import type { ScoreRow } from '../score-row';

export interface Quantity {
  readonly kind: ControlKind;
  /** Of the plotted value: `score` above metrics. */
  readonly unit: string;
  /** The plotted value divided by this is a share 0 … 1, events per unit of exposure, or the value itself. */
  readonly scale: number;
  /** Possible plotted values divided by `scale`. */
  readonly range: readonly [least: number, most: number];
}

const SCORE: Quantity = { kind: 'single', unit: 'score', scale: 1, range: [0, 100] };

export function quantityOf({ level, metrics }: ModelNode): Quantity {
  const metric = level === 'metric' ? metrics[0] : undefined;
  if (!metric) return SCORE;
  const { unit, estimator } = metric;
  switch (estimator.kind) {
    case 'proportion':
    case 'weighted_proportion':
      return { kind: 'share', unit, scale: 100, range: [0, 1] };
    case 'rate':
      return { kind: 'rate', unit, scale: estimator.per, range: [0, Infinity] };
    case 'mean':
      return { kind: 'single', unit, scale: 1, range: estimator.range };
    default:
      return { kind: 'single', unit, scale: 1, range: [-Infinity, Infinity] };
  }
}

/** The plotted value with its 95 % limits: in the metric's unit, else the score. */
export function plottedOf(row: ScoreRow): { value: number | null; lower: number | null; upper: number | null } {
  return row.level === 'metric'
    ? { value: row.value ?? null, lower: row.value_lower ?? null, upper: row.value_upper ?? null }
    : { value: row.score, lower: row.lower, upper: row.upper };
}

/** Cases or exposure that a row's value rests on; effective ones where they are weighted. */
export function sizeOf(row: ScoreRow): number {
  return row.n_eff ?? row.n ?? 0;
}
