/** S2 attitude: how customers and observers find it, and how often it is rightly complained about. */
import { indicator } from '../../define';
import { observed } from '../observed';
import { COMPLAINTS, CONTACTS, CONTACTS_IN_WORDS, rating } from '../sources';

export const attitude = indicator('s2', { zh: '服务态度', en: 'Attitude' }, [
  {
    ...rating('courtesy', { zh: '服务态度', en: 'the courtesy of staff' }),
    id: 's2-courtesy-rating',
    name: { zh: '服务态度评价', en: 'Courtesy rating' },
    anchors: { floor: 55, pass: 80, target: 92 },
    weight: 3,
    clause: '3.2.2, 4.1.1',
  },
  {
    ...observed({
      group: 'observed_attitude',
      about: {
        zh: '关于服务态度与重点人群照顾（条款 3.2.2、4.1.1–4.1.2、4.2.2–4.2.4）',
        en: 'on attitude and on care for customers with special needs (clauses 3.2.2, 4.1.1, 4.1.2, 4.2.2 to 4.2.4)',
      },
      minimumSessions: 3,
    }),
    id: 's2-observation-attitude-rate',
    name: { zh: '服务态度观察达标率', en: 'Observed attitude' },
    anchors: { floor: 70, pass: 88, target: 98 },
    weight: 2.5,
    clause: '3.2.2, 4.2',
    minimumN: 30,
  },
  {
    ...COMPLAINTS,
    id: 's2-attitude-complaint-rate',
    name: { zh: '服务态度投诉率', en: 'Attitude complaints' },
    words: {
      zh: {
        cases: '原因为服务态度的投诉',
        day: '登记日',
        numerator: '最近的调查结论为属实或部分属实的投诉',
        denominator: `每 10,000 次服务接触：${CONTACTS_IN_WORDS.zh}`,
      },
      en: {
        cases: 'complaints whose cause is attitude',
        day: 'they were registered',
        numerator: 'complaints whose last finding is substantiated or partly so',
        denominator: `10,000 contacts served: ${CONTACTS_IN_WORDS.en}`,
      },
    },
    unit: '/10k',
    direction: 'down',
    anchors: { floor: 5, pass: 2, target: 0.2 },
    weight: 1.5,
    clause: '6.1.2(1)',
    cohort: 'registered',
    excluded: 'attitude',
    minimumN: 5_000,
    estimator: { kind: 'rate', count: 'attitude.substantiated', exposure: CONTACTS, per: 10_000 },
  },
]);
