/** The strata that a metric's value is made of, by name, and which of them are too small to be told apart. */
import { keyedByOf, type MetricDefinition } from '@plumbline/indicators';
import { hiddenCells, type MemberPeriod, type ValueTerm, valueTerms } from '@plumbline/scoring';
import { asksPeople } from '../asks-people';
import { keysLeftOut } from '../keys-left-out';

export interface ExplainedStratum {
  /** What its cases have in common; null for what is not told apart, mostly since so few people answered. */
  readonly stratum: Readonly<Record<string, string>> | null;
  /** Cases; answers, or exposure of a rate. */
  readonly n: number;
  /** How much its mean counts: 1 in all, and −1 over what is subtracted. */
  readonly share: number;
  /** In the metric's unit; null where nothing carries a mean. */
  readonly mean: number | null;
  /** Share × mean: what it adds to the value, in the metric's unit. */
  readonly contribution: number;
}

/** What the parts of a key say, by what a metric's sums are kept apart. */
const DIMENSIONS_OF_KEYS = {
  none: ['channel', 'service_item'],
  stratum: ['service_line', 'channel', 'priority_class'],
  service_item: ['service_item'],
  priority_class: ['priority_class'],
  bin: ['bin'],
} as const;

/** Stands for all strata that are hidden. */
export const HIDDEN = '';

/** In the order of their keys; none of a percentile, which is no sum over strata. */
export function explainedStrata(
  metric: MetricDefinition,
  period: MemberPeriod,
  hidden: ReadonlySet<string>,
): ExplainedStratum[] {
  const terms = valueTerms(metric.estimator, period.sums, period.strata);
  return (['added', 'subtracted'] as const).flatMap((side) =>
    pooled(
      terms.filter((term) => term.side === side),
      hidden,
    ).map(({ key, n, weight, part }) => ({
      stratum: stratumNames(metric, key),
      n,
      share: weight,
      mean: weight === 0 ? null : part / weight,
      contribution: part,
    })),
  );
}

/** @param key of a term or a sum; {@link HIDDEN} gives null */
export function stratumNames(metric: MetricDefinition, key: string): Readonly<Record<string, string>> | null {
  if (key === HIDDEN) return null;
  const dimensions: readonly string[] =
    metric.family === 'observation' ? ['item'] : DIMENSIONS_OF_KEYS[keyedByOf(metric.estimator)];
  const last = dimensions.length - 1;
  const parts = key.split('|');
  return Object.fromEntries(
    dimensions.map((dimension, index) => [
      dimension,
      // The last may hold the separator: it alone comes from outside as it is.
      index === last ? parts.slice(last).join('|') : (parts[index] ?? ''),
    ]),
  );
}

/**
 * Keys of a metric of answers that are hidden in any of the periods: with fewer than 5 respondents, and those that would give them
 * away. Where the value is a difference, each side guards its own, since its total can be told.
 */
export function hiddenKeys(metric: MetricDefinition, periods: readonly MemberPeriod[]): ReadonlySet<string> {
  if (!asksPeople(metric)) return new Set();
  const { estimator } = metric;
  const tables: readonly ((key: string) => boolean)[] =
    estimator.kind === 'gap'
      ? [(key) => estimator.focus.includes(key), (key) => estimator.reference.includes(key)]
      : [() => true];
  return new Set(
    periods.flatMap((period) =>
      tables.flatMap((isInTable) =>
        hiddenAmong(
          metric,
          respondents(metric, period).filter(({ key }) => isInTable(key)),
        ),
      ),
    ),
  );
}

interface Respondents {
  readonly key: string;
  readonly n: number;
}

function hiddenAmong(metric: MetricDefinition, counted: readonly Respondents[]): string[] {
  const hidden = hiddenCells(counted.map(({ key, n }) => ({ group: stratumNames(metric, key) ?? {}, n })));
  return counted.flatMap(({ key }, index) => (hidden[index] === true ? [key] : []));
}

/** Every key that counts, with its answers. */
function respondents(metric: MetricDefinition, period: MemberPeriod): Respondents[] {
  const measure = 'n' in metric.estimator ? metric.estimator.n : '';
  const { sums, strata } = period;
  const counted = strata
    ? Array.from(strata, ([key, plain]) => ({ key, n: totalOf(plain.get(measure)?.get('')) }))
    : Array.from(sums.get(measure) ?? [], ([key, groups]) => ({ key, n: totalOf(groups) }));
  const leftOut = new Set(keysLeftOut(metric, period.sums)?.keys);
  return counted.filter(({ key, n }) => n > 0 && !leftOut.has(key));
}

function totalOf(groups: Float64Array | undefined): number {
  return groups?.reduce((total, value) => total + value, 0) ?? 0;
}

type Pooled = Pick<ValueTerm, 'key' | 'n' | 'weight' | 'part'>;

function pooled(terms: readonly ValueTerm[], hidden: ReadonlySet<string>): Pooled[] {
  const shown: Pooled[] = terms.filter(({ key }) => !hidden.has(key));
  const rest = terms.filter(({ key }) => hidden.has(key));
  if (rest.length === 0) return shown;
  return [
    ...shown,
    rest.reduce<Pooled>(
      (pool, { n, weight, part }) => ({
        key: HIDDEN,
        n: pool.n + n,
        weight: pool.weight + weight,
        part: pool.part + part,
      }),
      { key: HIDDEN, n: 0, weight: 0, part: 0 },
    ),
  ];
}
