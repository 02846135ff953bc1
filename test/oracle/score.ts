/** The oracle's scores: values of each metric from its entries, their points, and the composites; no libraries of ours. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry, Slices } from './tallies';

export interface OracleRow {
  readonly level: string;
  readonly id: string;
  readonly value: number | null;
  readonly score: number | null;
  readonly n: number;
  readonly coverage: number;
  readonly status: 'ok' | 'low_sample' | 'no_data' | 'provisional';
  readonly excluded: Readonly<Record<string, number>>;
}

interface Metric {
  readonly id: string;
  readonly dimension: string;
  readonly indicator: string;
  readonly weight: number;
  readonly anchors: readonly [floor: number, pass: number, target: number];
  readonly minimumN: number;
}

/** Weights, anchors and minimum samples as indicators.md prints them: id, dimension, weight, anchors, least n; `-` where not measured yet. */
const TABLE = readFileSync(path.join(__dirname, 'metrics.tsv'), 'utf8').trim().split('\n').slice(1);

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

const MIX: Readonly<Record<string, number>> = {
  deposit: 15, withdrawal: 15, transfer: 12, remittance: 4, credit_card: 8, personal_loan: 6, personal_wealth: 8, corporate_deposit: 4,
  corporate_loan: 3, settlement: 5, corporate_wealth: 2, trade_finance: 1, payroll: 3, collection: 3, ic_card: 3, internet_banking: 4, mobile_banking: 4,
}; // prettier-ignore

/** @param entries those of one group and period: a due day that is not over is left out by the caller */
export function scoreGroup(entries: readonly Entry[]): OracleRow[] {
  const contacts = entries.filter(({ metric }) => metric === 'contacts');
  const metricRows = METRICS.map((metric) => metricRow(metric, entries, contacts));
  const composites = [
    compositeRow('overall', 'overall', METRICS, metricRows),
    ...[...new Set(METRICS.map(({ dimension }) => dimension))].map((id) =>
      compositeRow(
        'dimension',
        id,
        METRICS.filter((m) => m.dimension === id),
        metricRows,
      ),
    ),
    ...[...new Set(METRICS.map(({ indicator }) => indicator))].map((id) =>
      compositeRow(
        'indicator',
        id,
        METRICS.filter((m) => m.indicator === id),
        metricRows,
      ),
    ),
  ];
  return [...composites, ...metricRows];
}

interface Value {
  readonly value: number | null;
  readonly n: number;
  /** What the minimum sample is tested on, where that is not n. */
  readonly tested?: number;
  readonly isLow?: boolean;
}

function metricRow(metric: Metric, entries: readonly Entry[], contacts: readonly Entry[]): OracleRow {
  const source = SOURCE[metric.id] ?? metric.id;
  const own = entries.filter((entry) => entry.metric === source);
  const excluded: Record<string, number> = {};
  for (const { excluded: reason } of own) if (reason !== undefined) excluded[reason] = (excluded[reason] ?? 0) + 1;
  const counted = own.filter((entry) => entry.excluded === undefined);
  const estimate = Number.isNaN(metric.minimumN) ? undefined : ESTIMATES[metric.id]?.(counted, contacts);
  if (!estimate || estimate.n === 0) {
    return {
      level: 'metric',
      id: metric.id,
      value: null,
      score: null,
      n: 0,
      coverage: 0,
      status: 'no_data',
      excluded: Number.isNaN(metric.minimumN) ? {} : excluded,
    };
  }
  const isLow =
    estimate.isLow === true || estimate.value === null || (estimate.tested ?? estimate.n) < metric.minimumN - 1e-9;
  const score = estimate.value === null ? null : points(estimate.value, metric.anchors);
  return {
    level: 'metric',
    id: metric.id,
    value: estimate.value,
    score,
    n: estimate.n,
    coverage: isLow ? 0 : 1,
    status: isLow ? 'low_sample' : 'ok',
    excluded,
  };
}

/** Metrics that read the entries of another. */
const SOURCE: Readonly<Record<string, string>> = {
  'c1-very-satisfied-rate': 'c1-csat-index',
  'c1-dissatisfied-rate': 'c1-csat-index',
  'c2-service-item-index': 'c1-csat-index',
  'c2-weakest-item': 'c1-csat-index',
  'c2-special-group-gap': 'c1-csat-index',
};

type Estimate = (counted: readonly Entry[], contacts: readonly Entry[]) => Value;

const share: Estimate = (counted) => ({ value: (100 * sum(counted.map(valueOf))) / counted.length, n: counted.length });
const rate: Estimate = (counted, contacts) => ({
  value: (10_000 * counted.length) / contacts.length,
  n: contacts.length,
});
const rating: Estimate = (counted) => ({ value: sum(counted.map(valueOf)) / counted.length / 1e6, n: counted.length });
const mean: Estimate = (counted) => ({ value: sum(counted.map(valueOf)) / counted.length, n: counted.length });

const ESTIMATES: Readonly<Record<string, Estimate>> = {
  'h1-wayfinding-rating': rating,
  'h2-comfort-rating': rating,
  'p1-wait-within-target-rate': share,
  'p1-wait-p90': (counted) => p90(counted, 60),
  'p1-abandon-rate': share,
  'p1-cycle-on-time-rate': share,
  'p1-complaint-reply-on-time-rate': share,
  'p2-process-conformity-rate': share,
  'p2-rework-rate': share,
  'p2-complaint-procedure-rate': share,
  'p3-progress-notice-rate': share,
  'p3-reply-content-rate': mean,
  'p3-disclosure-rating': rating,
  's1-knowledge-rating': rating,
  's2-courtesy-rating': rating,
  's2-attitude-complaint-rate': rate,
  's3-assignment-time-p90': (counted) => p90(counted, 3_600),
  'c1-csat-index': weighted((a) => a / 1e6),
  'c1-very-satisfied-rate': weighted((a) => (a === 1e8 ? 100 : 0)),
  'c1-dissatisfied-rate': weighted((a) => (a <= 2.5e7 ? 100 : 0)),
  'c1-nps': weighted((a) => (a >= 9e7 ? 100 : a <= 6e7 ? -100 : 0)),
  'c1-complaint-rate': rate,
  'c2-service-item-index': itemIndex,
  'c2-weakest-item': weakestItem,
  'c2-complaint-resolution-csat': rating,
  'c2-ease-index': rating,
  'c2-special-group-gap': specialGroupGap,
};

function itemIndex(counted: readonly Entry[]): Value {
  const items = byKey(counted, ({ slices }) => slices.service_item);
  const inMix = [...items].filter(([item]) => MIX[item] !== undefined);
  const all = inMix.flatMap(([, entries]) => entries.map(valueOf));
  if (all.length === 0) return { value: null, n: 0 };
  const plain = sum(inMix.map(([, entries]) => average(entries.map(valueOf)))) / inMix.length;
  let weighted_ = 0;
  let weights = 0;
  for (const [item, entries] of inMix) {
    const y = average(entries.map(valueOf));
    const shrunk = entries.length < 10 ? plain + (entries.length / (entries.length + 20)) * (y - plain) : y;
    weighted_ += (MIX[item] ?? 0) * shrunk;
    weights += MIX[item] ?? 0;
  }
  const strong = inMix.filter(([, entries]) => entries.length >= 10).length;
  return { value: weighted_ / weights / 1e6, n: all.length, isLow: strong < 3 };
}

function weakestItem(counted: readonly Entry[]): Value {
  const items = [...byKey(counted, ({ slices }) => slices.service_item)]
    .filter(([item, entries]) => item !== 'unknown' && entries.length >= 30)
    .map(([, entries]) => ({ y: average(entries.map(valueOf)), n: entries.length }))
    .sort((a, b) => a.y - b.y);
  const least = items[0];
  return least ? { value: least.y / 1e6, n: least.n, isLow: items.length < 3 } : { value: null, n: 0 };
}

function specialGroupGap(counted: readonly Entry[]): Value {
  const focus = counted
    .filter(({ slices }) => ['elderly', 'disabled', 'pregnant'].includes(slices.priority_class))
    .map(valueOf);
  const others = counted.filter(({ slices }) => slices.priority_class === 'none').map(valueOf);
  const n = Math.min(focus.length, others.length);
  return n === 0 ? { value: null, n: 0 } : { value: (average(focus) - average(others)) / 1e6, n };
}

/** Post-stratified mean of `of(answer)` (metrics.md, weights of answers). */
function weighted(of: (answer: number) => number): Estimate {
  return (counted, contacts) => {
    const weights = answerWeights(counted, contacts);
    const total = sum(weights);
    const value = sum(counted.map((entry, index) => (weights[index] ?? 0) * of(valueOf(entry)))) / total;
    return { value, n: counted.length, tested: (total * total) / sum(weights.map((w) => w * w)) };
  };
}

function answerWeights(counted: readonly Entry[], contacts: readonly Entry[]): number[] {
  if (contacts.length === 0) return counted.map(() => 1);
  const cellOf = cells(counted, contacts);
  const n = byKey(counted, (entry) => cellOf(stratum(entry.slices)));
  const N = byKey(contacts, (entry) => cellOf(stratum(entry.slices)));
  const raw = counted.map((entry) => {
    const cell = cellOf(stratum(entry.slices));
    const visits = N.get(cell)?.length ?? 0;
    const weight = visits / contacts.length / ((n.get(cell)?.length ?? 0) / counted.length);
    return Math.min(3, Math.max(0.3, weight));
  });
  const scale = counted.length / sum(raw);
  return raw.map((weight) => weight * scale);
}

type Stratum = readonly [line: string, channel: string, priority: string];

function stratum({ service_line, channel, priority_class }: Slices): Stratum {
  return [service_line, channel, priority_class];
}

/** Which cell each stratum falls into: its own, or pooled within line × channel, line, all, or joined to the largest cell. */
function cells(counted: readonly Entry[], contacts: readonly Entry[]): (stratum: Stratum) => string {
  const strata = new Map<string, Stratum>();
  for (const { slices } of [...counted, ...contacts]) strata.set(stratum(slices).join('|'), stratum(slices));
  const size = (members: readonly string[], entries: readonly Entry[]): number =>
    entries.filter(({ slices }) => members.includes(stratum(slices).join('|'))).length;
  const stands = (members: readonly string[]): boolean => size(members, counted) >= 5 && size(members, contacts) > 0;

  const standing: string[][] = [];
  let loose: string[] = [...strata.keys()].sort();
  const keep = (groups: Iterable<readonly string[]>): void => {
    for (const group of groups) {
      if (!stands(group)) continue;
      standing.push([...group]);
      loose = loose.filter((key) => !group.includes(key));
    }
  };
  keep(loose.map((key) => [key]));
  keep([...byKey(loose, (key) => (strata.get(key) as Stratum).slice(0, 2).join('|'))].map(([, keys]) => keys));
  keep([...byKey(loose, (key) => (strata.get(key) as Stratum)[0])].map(([, keys]) => keys));
  keep(loose.length > 0 ? [loose] : []);
  if (standing.length === 0) return () => 'all';
  if (loose.length > 0) {
    const largest = standing
      .map((members) => ({ members, N: size(members, contacts), name: [...members].sort()[0] ?? '' }))
      .sort((a, b) => b.N - a.N || (a.name < b.name ? -1 : 1))[0];
    largest?.members.push(...loose);
  }
  return (wanted) => String(standing.findIndex((members) => members.includes(wanted.join('|'))));
}

/** Kaplan–Meier on the pinned bins; the first bin whose end has S ≤ 0.1, linear inside it. */
function p90(counted: readonly Entry[], secondsPerUnit: number): Value {
  const bins = [...new Set(counted.map((entry) => binOf(valueOf(entry))))].sort((a, b) => a - b);
  let atRisk = counted.length;
  let survival = 1;
  for (const bin of bins) {
    const here = counted.filter((entry) => binOf(valueOf(entry)) === bin);
    const events = here.filter(({ censored }) => censored !== true).length;
    const after = survival * (1 - events / atRisk);
    if (after <= 0.1 + 1e-12) {
      const [from, to] = edges(bin);
      const fraction = (survival - 0.1) / (survival - after);
      return { value: (from + fraction * (to - from)) / secondsPerUnit, n: counted.length };
    }
    survival = after;
    atRisk -= here.length;
  }
  return { value: null, n: counted.length };
}

function binOf(seconds: number): number {
  if (seconds < 256) return seconds;
  const octave = seconds.toString(2).length - 8;
  return 128 * octave + Math.floor(seconds / 2 ** octave);
}

function edges(bin: number): [number, number] {
  if (bin < 256) return [bin, bin + 1];
  const octave = Math.floor(bin / 128) - 1;
  return [(bin - 128 * octave) * 2 ** octave, (bin - 128 * octave + 1) * 2 ** octave];
}

function points(value: number, [floor, pass, target]: readonly [number, number, number]): number {
  const sign = target > floor ? 1 : -1;
  const [x, f, p, t] = [value * sign, floor * sign, pass * sign, target * sign] as const;
  if (x <= f) return 0;
  if (x >= t) return 100;
  return x <= p ? (60 * (x - f)) / (p - f) : 60 + (40 * (x - p)) / (t - p);
}

function compositeRow(level: string, id: string, members: readonly Metric[], rows: readonly OracleRow[]): OracleRow {
  const parts = members.map((metric) => ({ metric, row: rows.find((row) => row.id === metric.id) as OracleRow }));
  const available = parts.filter(({ row }) => row.status === 'ok');
  const weight = sum(available.map(({ metric }) => metric.weight));
  const coverage = weight / sum(members.map((metric) => metric.weight));
  const score =
    available.length === 0 ? null : sum(available.map(({ metric, row }) => metric.weight * (row.score ?? 0))) / weight;
  const ofDimension = (dimension: string): number => {
    const own = parts.filter(({ metric }) => metric.dimension === dimension);
    return (
      sum(own.filter(({ row }) => row.status === 'ok').map(({ metric }) => metric.weight)) /
      sum(own.map(({ metric }) => metric.weight))
    );
  };
  const isPublished =
    level === 'overall'
      ? coverage >= 0.75 &&
        ['hardware', 'process', 'staff', 'satisfaction'].every((dimension) => ofDimension(dimension) >= 0.5)
      : coverage >= 0.6 - 1e-12;
  const status = available.length === 0 ? 'no_data' : isPublished ? 'ok' : 'provisional';
  return { level, id, value: null, score, n: sum(available.map(({ row }) => row.n)), coverage, status, excluded: {} };
}

function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function valueOf({ value }: Entry): number {
  return value ?? 0;
}

function average(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
