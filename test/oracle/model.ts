/** The model of the oracle: weights, anchors and minimum samples as indicators.md prints them, and the reference mix of metrics.md. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Metric {
  readonly id: string;
  readonly dimension: string;
  readonly indicator: string;
  readonly weight: number;
  readonly anchors: readonly [floor: number, pass: number, target: number];
  /** NaN for metrics whose family is not built yet. */
  readonly minimumN: number;
}

const TABLE = readFileSync(path.join(__dirname, 'metrics.tsv'), 'utf8').trim().split('\n').slice(1);

/** Columns: id, dimension, weight, floor, pass, target, least n; `-` where not measured yet. */
export const METRICS: readonly Metric[] = TABLE.map((line) => {
  const [id = '', dimension = '', weight, floor, pass, target, least] = line.split('\t');
  return {
    id,
    dimension,
    indicator: id.slice(0, 2),
    weight: Number(weight),
    anchors: [Number(floor), Number(pass), Number(target)],
    minimumN: least === '-' ? Number.NaN : Number(least),
  };
});

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  personal: { deposit: 15, withdrawal: 15, transfer: 12, remittance: 4, credit_card: 8, personal_loan: 6, personal_wealth: 8 },
  corporate: { corporate_deposit: 4, corporate_loan: 3, settlement: 5, corporate_wealth: 2, trade_finance: 1 },
  special: { payroll: 3, collection: 3, ic_card: 3, internet_banking: 4, mobile_banking: 4 },
}; // prettier-ignore

/** Weight of each service item, Σ = 100. */
export const MIX: ReadonlyMap<string, number> = new Map(
  Object.values(WEIGHTS).flatMap((items) => Object.entries(items)),
);

/** Service line of each item of the mix, where no ServiceItemDefined says otherwise. */
export const LINE_OF_ITEM: ReadonlyMap<string, string> = new Map(
  Object.entries(WEIGHTS).flatMap(([line, items]) => Object.keys(items).map((item) => [item, line] as const)),
);

/** Points of a value by its three anchors (scoring.md 3.8); a target below the floor means that down is good. */
export function points(value: number, [floor, pass, target]: Metric['anchors']): number {
  const sign = target > floor ? 1 : -1;
  const [x, f, p, t] = [value * sign, floor * sign, pass * sign, target * sign] as const;
  if (x <= f) return 0;
  if (x >= t) return 100;
  return x <= p ? (60 * (x - f)) / (p - f) : 60 + (40 * (x - p)) / (t - p);
}

export function isUpGood({ anchors: [floor, , target] }: Metric): boolean {
  return target > floor;
}
