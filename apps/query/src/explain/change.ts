/** Why a score is not what it was in the period before: its change split exactly, and what moved it most. */
import { childrenOf, type Label, metricById, type MetricDefinition, type ModelNode } from '@plumbline/indicators';
import {
  addUpParts,
  changeOfComposite,
  changeOfMetric,
  type ChangeParts,
  type MemberChange,
  type MetricChange,
  type MetricParts,
  type StratumChange,
} from '@plumbline/scoring';
import { previousScore } from '../compare';
import type { DayRange } from '../previous-period';
import type { PreviousScore, ScoreRow } from '../score-row';
import type { CellAddresses } from './addresses';
import type { ExplainedCell } from './explained-cell';
import { HIDDEN, hiddenKeys, stratumNames } from './strata';

/** What a metric did to the node's score. */
export interface Mover {
  readonly id: string;
  readonly name: Label;
  /** In points of the node's score: the sum of its parts. */
  readonly change: number;
  readonly parts: ChangeParts;
  readonly links: { readonly explain: string };
}

export interface ChangeOfChild extends Mover {
  /** The metrics below it that did most, the greatest first; none of a metric. */
  readonly movers: readonly Mover[];
}

/** What a stratum did to a metric's value, in the metric's unit. */
export interface ChangeOfStratum {
  /** Null for what is not told apart. */
  readonly stratum: Readonly<Record<string, string>> | null;
  readonly change: number;
  readonly performance: number;
  readonly mix: number;
}

/** Of a metric's value, in its unit. */
export interface ChangeOfValue {
  readonly previous: number;
  readonly change: number;
  readonly parts: MetricParts;
  /** The greatest first. They add up to performance and mix; none where the value is no sum over strata. */
  readonly strata: readonly ChangeOfStratum[];
}

export interface ExplainedChange extends PreviousScore {
  /** In points of the score; they add up to the change. Null where one of the periods has no score. */
  readonly parts: ChangeParts | null;
  /** Right below the node, in model order. Their changes add up to the node's. */
  readonly children: readonly ChangeOfChild[];
  /** Of all metrics below the node, the greatest first; those that did nothing are left out. */
  readonly movers: readonly Mover[];
  /** Metrics only. */
  readonly value?: ChangeOfValue;
}

const MOVERS_OF_A_CHILD = 3;

/** @param rows the node's, and its row in the period before */
export function explainedChange(
  node: ModelNode,
  [before, after]: readonly [ExplainedCell, ExplainedCell],
  [earlier, row]: readonly [ScoreRow, ScoreRow],
  range: DayRange,
  addresses: CellAddresses,
): ExplainedChange {
  const previous = previousScore(row, earlier, range);
  const nothing = { ...previous, parts: null, children: [], movers: [] };
  // A hidden score is null as well, and so are its parts.
  if (previous.change === null) return nothing;
  const metric = node.level === 'metric' ? node.metrics[0] : undefined;
  return metric
    ? { ...nothing, ...changeOfOne(metric, before, after) }
    : { ...nothing, ...changeOfAll(node, before, after, addresses) };
}

function changeOfOne(
  metric: MetricDefinition,
  before: ExplainedCell,
  after: ExplainedCell,
): Pick<ExplainedChange, 'parts' | 'value'> {
  const periods = [before, after].flatMap(({ metrics }) => metrics.get(metric.id) ?? []);
  const [from, to] = periods;
  const change = from && to ? changeOfMetric(from, to) : null;
  if (!from || !change) return { parts: null };
  return {
    parts: { ...change.scoreParts, coverage: 0 },
    value: {
      previous: from.evaluation.value as number,
      change: change.value,
      parts: change.valueParts,
      strata: changeOfStrata(metric, change, hiddenKeys(metric, periods)),
    },
  };
}

function changeOfStrata(
  metric: MetricDefinition,
  { strata }: MetricChange,
  hidden: ReadonlySet<string>,
): ChangeOfStratum[] {
  const shown = strata.filter(({ key }) => !hidden.has(key));
  const rest = strata.filter(({ key }) => hidden.has(key));
  const pool = rest.reduce<StratumChange>(
    (sum, { performance, mix }) => ({
      key: HIDDEN,
      performance: sum.performance + performance,
      mix: sum.mix + mix,
    }),
    { key: HIDDEN, performance: 0, mix: 0 },
  );
  return [...shown, ...(rest.length === 0 ? [] : [pool])]
    .map(({ key, performance, mix }) => ({
      stratum: stratumNames(metric, key),
      change: performance + mix,
      performance,
      mix,
    }))
    .toSorted(greatestFirst);
}

function changeOfAll(
  node: ModelNode,
  before: ExplainedCell,
  after: ExplainedCell,
  addresses: CellAddresses,
): Pick<ExplainedChange, 'parts' | 'children' | 'movers'> {
  const membersIn = ({ metrics }: ExplainedCell) => node.metrics.flatMap(({ id }) => metrics.get(id) ?? []);
  const change = changeOfComposite(membersIn(before), membersIn(after));
  if (!change) return { parts: null, children: [], movers: [] };
  const children = childrenOf(node).map((child) => {
    const below = new Set(child.metrics.map(({ id }) => id));
    const members = change.members.filter(({ id }) => below.has(id));
    return {
      id: child.id,
      name: child.name,
      change: members.reduce((sum, member) => sum + member.change, 0),
      parts: addUpParts(members.map(({ parts }) => parts)),
      links: { explain: addresses.explain(child) },
      movers: child.level === 'metric' ? [] : moversOf(members, addresses).slice(0, MOVERS_OF_A_CHILD),
    };
  });
  return { parts: change.parts, children, movers: moversOf(change.members, addresses) };
}

function moversOf(members: readonly MemberChange[], addresses: CellAddresses): Mover[] {
  return members
    .flatMap(({ id, change, parts }) => {
      const metric = metricById(id);
      const { performance, mix, scheme, coverage } = parts;
      const isIdle = [performance, mix, scheme, coverage].every((part) => part === 0);
      return metric === undefined || isIdle
        ? []
        : [{ id, name: metric.name, change, parts, links: { explain: addresses.explain(metric) } }];
    })
    .toSorted(greatestFirst);
}

function greatestFirst(a: { readonly change: number }, b: { readonly change: number }): number {
  return Math.abs(b.change) - Math.abs(a.change);
}
