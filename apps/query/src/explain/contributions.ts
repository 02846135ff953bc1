/** What each part right below a node adds to its score: weight × score over the weight of all available metrics. */
import { childrenOf, type Label, type Level, type ModelNode } from '@plumbline/indicators';
import { isAvailable, type MemberPeriod } from '@plumbline/scoring';
import type { ScoreRow, ScoreStatus } from '../score-row';
import type { CellAddresses } from './addresses';

export interface ExplainedWeight {
  /** In force: points of 100 over all metrics below. */
  readonly weight: number;
  /** Of the metrics that could be scored. */
  readonly weight_available: number;
}

export interface Contribution extends ExplainedWeight {
  readonly id: string;
  readonly level: Level;
  readonly name: Label;
  readonly score: number | null;
  readonly status: ScoreStatus;
  readonly n: number | null;
  /** Available weight over that of the whole node, 0 to 1; null where nothing is available. */
  readonly share: number | null;
  /** Share × score: these add up to the node's score. Null where nothing below counts. */
  readonly contribution: number | null;
  /** Available weight over all weight of the node: these add up to its coverage. */
  readonly coverage: number;
  readonly links: { readonly explain: string };
}

export function weightsOf(node: ModelNode, metrics: ReadonlyMap<string, MemberPeriod>): ExplainedWeight {
  const available = node.metrics.filter(({ id }) => {
    const member = metrics.get(id);
    return member !== undefined && isAvailable(member);
  });
  return { weight: weightOf(node.metrics), weight_available: weightOf(available) };
}

/** In model order. @param rows of the parts, by id */
export function contributionsOf(
  node: ModelNode,
  metrics: ReadonlyMap<string, MemberPeriod>,
  rows: ReadonlyMap<string, ScoreRow>,
  addresses: CellAddresses,
): Contribution[] {
  const whole = weightsOf(node, metrics);
  return childrenOf(node).map((child) => {
    const { id, level, name, score, status, n } = rows.get(child.id) as ScoreRow;
    const weights = weightsOf(child, metrics);
    const share = whole.weight_available > 0 ? weights.weight_available / whole.weight_available : null;
    return {
      id,
      level,
      name,
      ...weights,
      score,
      status,
      n,
      share,
      contribution: share === null || share === 0 || score === null ? null : share * score,
      coverage: weights.weight_available / whole.weight,
      links: { explain: addresses.explain(child) },
    };
  });
}

function weightOf(metrics: ModelNode['metrics']): number {
  return metrics.reduce((total, { weight }) => total + weight, 0);
}
