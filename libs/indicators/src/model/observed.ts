/** What metrics of observed items have in common: the share of the items of a group that passed, in sessions of enough number. */
import type { MetricDraft, WordsInBoth } from '../define';
import type { ExclusionGroup } from '../exclusions';
import type { Label } from '../label';
import type { Estimator } from '../metric-definition';

/** Fewer pairs say too little of an item to leave it out. */
const LEAST_PAIRS = 20;
const LEAST_KAPPA_PERCENT = 60;

interface ObservedItems {
  /** The group of measures. */
  readonly group: ExclusionGroup;
  readonly about: Label;
  readonly minimumSessions: number;
  /** Whether critical and fatal items weigh more than others. */
  readonly bySeverity?: true;
}

type Observed = Pick<
  MetricDraft,
  'unit' | 'direction' | 'method' | 'family' | 'cohort' | 'excluded' | 'estimator' | 'slices' | 'words'
>;

/** The anchors and the least number of items are the metric's own. */
export function observed({ group, about, minimumSessions, bySeverity }: ObservedItems): Observed {
  const items = `${group}.items`;
  const weights = bySeverity
    ? { judged: `${group}.weight`, weightSquares: `${group}.weight_squares` }
    : { judged: items, weightSquares: items };
  const estimator: Estimator = {
    kind: 'observed_share',
    passed: `${group}.passed`,
    ...weights,
    items,
    sessions: `${group}.sessions`,
    minimumSessions,
    agreement: {
      bothPassed: `${group}.both_passed`,
      firstPassed: `${group}.first_passed`,
      secondPassed: `${group}.second_passed`,
      bothFailed: `${group}.both_failed`,
    },
    leastPairs: LEAST_PAIRS,
    leastKappaPercent: LEAST_KAPPA_PERCENT,
  };
  return {
    method: 'observation',
    family: 'observation',
    cohort: 'observed',
    slices: [],
    unit: '%',
    direction: 'up',
    excluded: group,
    estimator,
    words: itemsInWords(about, minimumSessions, bySeverity ?? false),
  };
}

function itemsInWords(about: Label, sessions: number, bySeverity: boolean): WordsInBoth {
  const weighed: Label = bySeverity
    ? { zh: '的权重之和（一般 1、严重 2、致命 3）', en: ', by weight: normal 1, critical 2, fatal 3' }
    : { zh: '', en: '' };
  return {
    zh: {
      cases: `现场观察、神秘人与录像观察中${about.zh}的项目，每次观察只计一份记录`,
      day: '观察日',
      numerator: `合格的项目${weighed.zh}；争议后改判的以最近一次裁定为准`,
      denominator: `合格与不合格的项目${weighed.zh}，来自至少 ${sessions} 次观察`,
    },
    en: {
      cases: `items ${about.en}, observed on site, by mystery customers or in recordings, one observation a session`,
      day: 'of the observation',
      numerator: `items passed${weighed.en}; a disputed item as last resolved`,
      denominator: `items passed or failed${weighed.en}; ${sessions} sessions or more`,
    },
  };
}
