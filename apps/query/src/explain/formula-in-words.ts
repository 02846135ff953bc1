/** How a number comes about, in words: what is counted, how the value is made of it, how the score is made of the value. */
import type { Label, MetricDefinition, ModelNode } from '@plumbline/indicators';

export interface Formula {
  /** What counts: cases, day, numerator, denominator, exclusions. Metrics only. */
  readonly definition?: Label;
  readonly value?: Label;
  readonly score: Label;
  /** Clauses of the service handbook. */
  readonly clause: string;
  readonly method?: MetricDefinition['method'];
  readonly unit?: MetricDefinition['unit'];
}

export interface ExplainedAnchors {
  readonly direction: MetricDefinition['direction'];
  /** Values, in the metric's unit, that score 0, 60 and 100. */
  readonly floor: number;
  readonly pass: number;
  readonly target: number;
  /** Where the value lies; null without one. */
  readonly position: 'at_or_beyond_floor' | 'floor_to_pass' | 'pass_to_target' | 'at_or_beyond_target' | null;
  /** How far it is between the two that it lies between, 0 to 1; null where it lies beyond. */
  readonly fraction: number | null;
}

type Kind = MetricDefinition['estimator']['kind'];

const VALUE: Readonly<Record<Kind, Label>> = {
  proportion: { zh: '100 × 分子 ÷ 分母', en: '100 × numerator ÷ denominator' },
  rate: { zh: '单位数 × 事件数 ÷ 接触数', en: 'unit × events ÷ exposure' },
  mean: { zh: '总和 ÷ 份数，再换算到指标单位', en: 'sum ÷ n, in the metric’s unit' },
  percentile: {
    zh: 'Kaplan–Meier 曲线降至给定比例处的时长，区间内线性插值',
    en: 'the time at which the Kaplan–Meier curve falls to the given share, linear within a bin',
  },
  weighted_mean: {
    zh: 'Σ 权重 × 答案 ÷ Σ 权重；权重使答卷的构成与服务接触一致',
    en: 'Σ weight × answer ÷ Σ weight, with weights that give the answers the composition of the contacts',
  },
  weighted_proportion: {
    zh: '100 × Σ 权重（符合者）÷ Σ 权重；权重使答卷的构成与服务接触一致',
    en: '100 × Σ weight of those that count ÷ Σ weight, with weights that give the answers the composition of the contacts',
  },
  net_share: {
    zh: '100 ×（Σ 权重（推荐者）− Σ 权重（贬损者））÷ Σ 权重',
    en: '100 × (Σ weight of promoters − Σ weight of detractors) ÷ Σ weight',
  },
  index: {
    zh: 'Σ 参考构成 × 各项目均值 ÷ Σ 参考构成；答卷少的项目拉向各项目的均值',
    en: 'Σ reference mix × mean of each item ÷ Σ reference mix, items with few answers drawn to the mean over items',
  },
  minimum: { zh: '各服务项目均值中的最小者', en: 'the least of the means of the service items' },
  gap: { zh: '重点人群的均值 − 参照人群的均值', en: 'mean of the groups in focus − mean of the reference group' },
  observed_share: {
    zh: '100 × 合格项目的权重 ÷ 合格与不合格项目的权重；观察员意见不一的项目不计',
    en: '100 × weight of the items passed ÷ weight of those passed or failed, less the items that observers disagree on',
  },
  pending: { zh: '尚未接收此类事件', en: 'the events of its family are not taken yet' },
};

const COMPOSITE: Label = {
  zh: 'Σ 权重 × 得分 ÷ Σ 权重，对其下所有可得的指标；缺失的指标不补，计入覆盖率',
  en: 'Σ weight × score ÷ Σ weight over all available metrics below it; what is missing is not made up, and lowers the coverage',
};
/** The handbook's clause on the evaluation of service quality. */
const COMPOSITE_CLAUSE = '8.1.2';

export function formulaOf(node: ModelNode): Formula {
  const [metric] = node.metrics;
  if (node.level !== 'metric' || !metric) return { score: COMPOSITE, clause: COMPOSITE_CLAUSE };
  const { definition, clause, method, unit, estimator } = metric;
  return { definition, value: VALUE[estimator.kind], score: scoreInWords(metric), clause, method, unit };
}

function scoreInWords({ anchors: { floor, pass, target }, unit }: MetricDefinition): Label {
  // An index has no unit but its range.
  const amount = (value: number): string => (unit === '0-100' ? `${value}` : `${value} ${unit}`);
  return {
    zh: `${amount(floor)} 得 0 分，${amount(pass)} 得 60 分，${amount(target)} 得 100 分，其间线性，其外为 0 或 100`,
    en: `0 at ${amount(floor)}, 60 at ${amount(pass)}, 100 at ${amount(target)}, linear between them, 0 or 100 beyond`,
  };
}

/** @param score where the value lies among the anchors */
export function explainedAnchors({ anchors, direction }: MetricDefinition, score: number | null): ExplainedAnchors {
  return { direction, ...anchors, ...placeOf(score) };
}

function placeOf(score: number | null): Pick<ExplainedAnchors, 'position' | 'fraction'> {
  if (score === null) return { position: null, fraction: null };
  if (score <= 0) return { position: 'at_or_beyond_floor', fraction: null };
  if (score >= 100) return { position: 'at_or_beyond_target', fraction: null };
  return score <= 60
    ? { position: 'floor_to_pass', fraction: score / 60 }
    : { position: 'pass_to_target', fraction: (score - 60) / 40 };
}
