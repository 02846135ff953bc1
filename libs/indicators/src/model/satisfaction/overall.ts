/** C1 overall satisfaction: three views of one question, the readiness to recommend, and how often customers complain. */
import { indicator, type WordsInBoth } from '../../define';
import {
  answersOf,
  COMPLAINTS,
  CONTACTS,
  CONTACTS_IN_WORDS,
  RESPONSES,
  responsesInWords,
  VISITS_SERVED_IN_WORDS,
} from '../sources';

const OVERALL = answersOf('overall');

/** A value of responses that are weighted to the contacts served. */
function weighted(zh: string, en: string): WordsInBoth {
  return responsesInWords({
    zh: `${zh}；答卷按服务条线、渠道与优先类别加权到服务接触的构成（${VISITS_SERVED_IN_WORDS.zh}），不足 5 份答卷或没有接触的层合并，权重截于 0.3–3 后归一；完全没有接触则不加权`,
    en: `${en}; responses are weighted by service line, channel and priority class to the contacts served (${VISITS_SERVED_IN_WORDS.en}), strata of fewer than 5 responses or without contacts are pooled, weights are cut to 0.3–3 and then scaled; without any contact all weigh the same`,
  });
}

export const overall = indicator('c1', { zh: '总体满意度', en: 'Overall satisfaction' }, [
  {
    ...RESPONSES,
    id: 'c1-csat-index',
    name: { zh: '总体满意度指数', en: 'Satisfaction index' },
    words: weighted(
      '关于总体满意度的答案换算为 0–100 后的加权平均值',
      'weighted mean of the answers about overall satisfaction as 0 to 100',
    ),
    unit: '0-100',
    direction: 'up',
    anchors: { floor: 60, pass: 80, target: 92 },
    weight: 6,
    clause: '8.1.2(4)',
    excluded: 'overall',
    minimumN: 30,
    estimator: { kind: 'weighted_mean', ...OVERALL, contacts: CONTACTS },
  },
  {
    ...RESPONSES,
    id: 'c1-very-satisfied-rate',
    name: { zh: '非常满意率', en: 'Very satisfied' },
    words: weighted(
      '总体满意度为量表最高分的答卷的加权比例',
      'weighted share of the responses at the top of the scale of overall satisfaction',
    ),
    unit: '%',
    direction: 'up',
    anchors: { floor: 30, pass: 55, target: 80 },
    weight: 3,
    clause: '8.1.2(4)',
    excluded: 'overall',
    minimumN: 30,
    estimator: { kind: 'weighted_proportion', n: OVERALL.n, numerator: 'overall.top', contacts: CONTACTS },
  },
  {
    ...RESPONSES,
    id: 'c1-dissatisfied-rate',
    name: { zh: '不满意率', en: 'Dissatisfied' },
    words: weighted(
      '总体满意度换算后不高于 25 分的答卷的加权比例',
      'weighted share of the responses whose overall satisfaction is 25 of 100 or less',
    ),
    unit: '%',
    direction: 'down',
    anchors: { floor: 8, pass: 3, target: 0.5 },
    weight: 3,
    clause: '8.1.2(4)',
    excluded: 'overall',
    minimumN: 50,
    estimator: { kind: 'weighted_proportion', n: OVERALL.n, numerator: 'overall.low', contacts: CONTACTS },
  },
  {
    ...RESPONSES,
    id: 'c1-nps',
    name: { zh: '净推荐值', en: 'Net promoter score' },
    words: weighted(
      '推荐意愿（0–10 量表）9–10 分的加权比例减 0–6 分的加权比例，乘以 100',
      '100 times the weighted share of 9 and 10 less that of 0 to 6 on the readiness to recommend, asked on a scale of 0 to 10',
    ),
    unit: 'points',
    direction: 'up',
    anchors: { floor: -10, pass: 30, target: 60 },
    weight: 2,
    clause: '8.1.2(4)',
    excluded: 'recommend',
    minimumN: 100,
    estimator: {
      kind: 'net_share',
      n: 'recommend.n',
      plus: 'recommend.promoters',
      minus: 'recommend.detractors',
      contacts: CONTACTS,
    },
  },
  {
    ...COMPLAINTS,
    id: 'c1-complaint-rate',
    name: { zh: '万次服务投诉率', en: 'Complaints per 10,000 contacts' },
    words: {
      zh: {
        cases: '投诉',
        day: '登记日',
        numerator: '登记的投诉',
        denominator: `每 10,000 次服务接触：${CONTACTS_IN_WORDS.zh}`,
      },
      en: {
        cases: 'complaints',
        day: 'they were registered',
        numerator: 'complaints registered',
        denominator: `10,000 contacts served: ${CONTACTS_IN_WORDS.en}`,
      },
    },
    unit: '/10k',
    direction: 'down',
    anchors: { floor: 30, pass: 10, target: 2 },
    weight: 2,
    clause: '6.1',
    cohort: 'registered',
    excluded: 'registration',
    minimumN: 5_000,
    estimator: { kind: 'rate', count: 'registration.counted', exposure: CONTACTS, per: 10_000 },
  },
]);
