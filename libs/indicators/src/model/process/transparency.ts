/** P3 transparency: whether customers are told how things stand, what was decided and why, and what it costs. */
import { indicator } from '../../define';
import { HANDLING, INQUIRIES, rating, TRANSACTIONS } from '../sources';

export const transparency = indicator('p3', { zh: '服务透明度', en: 'Transparency' }, [
  {
    ...TRANSACTIONS,
    id: 'p3-progress-notice-rate',
    name: { zh: '办理进度告知率', en: 'Progress notices' },
    words: {
      zh: {
        cases: '业务',
        day: '首次确认日，否则首次反馈日',
        numerator: '已反馈，且在受理后第 1 个工作日结束前确认或在确认前曾告知进度的业务；未确认者不算',
        denominator: '已确认或已反馈的业务',
      },
      en: {
        cases: 'transactions',
        day: 'first confirmed, else first fed back',
        numerator:
          'fed back, and either confirmed by the end of the first working day after submission or told of progress before the confirmation; without a confirmation not met',
        denominator: 'confirmed or fed back',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 60, pass: 85, target: 98 },
    weight: 2,
    clause: '5.1.2',
    cohort: 'closed',
    excluded: 'notice',
    provisional: 'notice.provisional',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'notice.met', denominator: 'notice.closed' },
  },
  {
    ...HANDLING,
    id: 'p3-reply-content-rate',
    name: { zh: '投诉答复要素完整率', en: 'Reply content' },
    words: {
      zh: {
        cases: '投诉',
        day: '首次答复日',
        value: '首次答复中已有要素占必备要素（事项、结果、依据，需要时加后续措施）比例的平均值',
      },
      en: {
        cases: 'complaints',
        day: 'first replied to',
        value:
          'mean share of the required parts that the first reply has: matter, result, basis, and follow-up where it is required',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 2.5,
    clause: '6.3.2',
    cohort: 'replied',
    excluded: 'content',
    minimumN: 10,
    estimator: {
      kind: 'mean',
      n: 'content.n',
      sum: 'content.sum',
      sumSquares: 'content.sum_squares',
      // Twelfths: a whole number whether 3 or 4 parts are required.
      unitsPerPoint: 12 / 100,
      range: [0, 100],
    },
  },
  {
    ...rating('disclosure', { zh: '信息公示与收费透明', en: 'the disclosure of information and charges' }),
    id: 'p3-disclosure-rating',
    name: { zh: '信息公示与收费透明评价', en: 'Disclosure rating' },
    anchors: { floor: 50, pass: 75, target: 90 },
    weight: 2,
    clause: '8.1.2(2)',
  },
  {
    ...INQUIRIES,
    id: 'p3-callback-on-time-rate',
    name: { zh: '未即时解答按期回复率', en: 'Callbacks on time' },
    words: {
      zh: {
        cases: '转办的咨询',
        day: '首次转办时承诺回复的到期日（该日结束后计入，之后的承诺不改变）',
        numerator: '首次答复不晚于承诺时间的咨询',
        denominator: '已到期的咨询',
      },
      en: {
        cases: 'inquiries escalated',
        day: 'the reply promised at the first escalation falls due (counted once that day is over; later promises change nothing)',
        numerator: 'first replied to by the promised time',
        denominator: 'due',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 70, pass: 90, target: 98 },
    weight: 1.5,
    clause: '5.3.2(3)',
    cohort: 'due',
    excluded: 'callback',
    minimumN: 20,
    estimator: { kind: 'proportion', numerator: 'callback.on_time', denominator: 'callback.due' },
  },
]);
