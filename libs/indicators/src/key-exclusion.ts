/** Answers that an estimator leaves out by the key they are summed under: its item or its class does not take part. */
import type { Label } from './label';
import type { Estimator } from './metric-definition';

export interface KeyExclusion {
  readonly reason: string;
  readonly meaning: Label;
  /** The measure whose sum, over the keys left out, counts the answers left out. */
  readonly measure: string;
  /**
   * Whether the answers under a key are left out, where there are `n` of them.
   * @param inDispute keys on which two observers disagree, as libs/scoring finds them
   */
  readonly leavesOut: (key: string, n: number, inDispute: ReadonlySet<string>) => boolean;
}

/** Key of cases whose event does not say. */
const UNKNOWN = 'unknown';

/** Undefined for estimators that take every key. */
export function keyExclusionOf(estimator: Estimator): KeyExclusion | undefined {
  switch (estimator.kind) {
    case 'index':
      return {
        reason: 'item_not_in_mix',
        meaning: { zh: '服务项目不在参考构成内', en: 'the service item is outside the reference mix' },
        measure: estimator.n,
        leavesOut: (item) => !Object.hasOwn(estimator.mix, item),
      };
    case 'minimum':
      return {
        reason: 'thin_item',
        meaning: {
          zh: `服务项目未知或答卷少于 ${estimator.itemMinimumN} 份`,
          en: `the service item is unknown or has fewer than ${estimator.itemMinimumN} responses`,
        },
        measure: estimator.n,
        leavesOut: (item, n) => item === UNKNOWN || n < estimator.itemMinimumN,
      };
    case 'gap':
      return {
        reason: 'priority_other_or_unknown',
        meaning: { zh: '优先类别为其他或未知', en: 'the priority class is other or unknown' },
        measure: estimator.n,
        leavesOut: (priority) => !estimator.focus.includes(priority) && !estimator.reference.includes(priority),
      };
    case 'observed_share':
      return {
        reason: 'low_agreement',
        meaning: {
          zh: `双人独立观察至少 ${estimator.leastPairs} 对且 Cohen κ 低于 ${estimator.leastKappaPercent / 100} 的项目（在所问范围与分组内判定）`,
          en: `observers disagree on the item: Cohen’s κ below ${estimator.leastKappaPercent / 100} over ${estimator.leastPairs} or more pairs of the range and group asked`,
        },
        measure: estimator.items,
        leavesOut: (item, _n, inDispute) => inDispute.has(item),
      };
    default:
      return undefined;
  }
}
