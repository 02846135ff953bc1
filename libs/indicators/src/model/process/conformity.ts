/** P2 conformity: whether transactions and complaints go through their steps in order, without errors, and staff keep the rules. */
import { indicator } from '../../define';
import { observed } from '../observed';
import { HANDLING, TRANSACTIONS } from '../sources';

export const conformity = indicator('p2', { zh: '服务规范性', en: 'Conformity' }, [
  {
    ...TRANSACTIONS,
    id: 'p2-process-conformity-rate',
    name: { zh: '业务流程合规率', en: 'Process conformity' },
    words: {
      zh: {
        cases: '业务',
        day: '首次确认日，否则首次反馈日',
        numerator: '受理、首次审核通过、办理、确认、反馈五步齐全且各步首次发生依次不早于前一步的业务',
        denominator: '已确认或已反馈的业务',
      },
      en: {
        cases: 'transactions',
        day: 'first confirmed, else first fed back',
        numerator:
          'submitted, first accepted in review, processed, confirmed and fed back, all five present and the first of each no earlier than that of the step before',
        denominator: 'confirmed or fed back',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 85, pass: 95, target: 99 },
    weight: 4,
    clause: '5.1.2, 5.2.2',
    cohort: 'closed',
    excluded: 'conformity',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'conformity.conforming', denominator: 'conformity.closed' },
  },
  {
    ...TRANSACTIONS,
    id: 'p2-rework-rate',
    name: { zh: '差错返工率', en: 'Rework' },
    words: {
      zh: {
        cases: '业务',
        day: '首次办理日',
        numerator: '至少一次因客户以外原因返工的业务',
        denominator: '已办理的业务',
      },
      en: {
        cases: 'transactions',
        day: 'first processed',
        numerator: 'reworked at least once for a cause other than the customer',
        denominator: 'processed',
      },
    },
    unit: '%',
    direction: 'down',
    anchors: { floor: 8, pass: 3, target: 0.5 },
    weight: 2.5,
    clause: '5.2.1-5.2.2',
    cohort: 'processed',
    excluded: 'rework',
    minimumN: 100,
    estimator: { kind: 'proportion', numerator: 'rework.reworked', denominator: 'rework.processed' },
  },
  {
    ...observed({
      group: 'observed_conformity',
      about: {
        zh: '关于仪表、服务步骤与接待（条款 3.2.1、3.2.3、4.1.1–4.1.5）',
        en: 'on bearing, service steps and reception (clauses 3.2.1, 3.2.3, 4.1.1 to 4.1.5)',
      },
      minimumSessions: 3,
      bySeverity: true,
    }),
    id: 'p2-observation-conformity-rate',
    name: { zh: '现场规范达标率', en: 'Observed conformity' },
    anchors: { floor: 70, pass: 85, target: 97 },
    weight: 3,
    clause: '3.2.1, 3.2.3, 4.1',
    minimumN: 60,
  },
  {
    ...HANDLING,
    id: 'p2-complaint-procedure-rate',
    name: { zh: '投诉流程完整率', en: 'Complaint procedure' },
    words: {
      zh: {
        cases: '投诉',
        day: '首次答复日',
        numerator:
          '投诉人、时间、内容、渠道四项均已登记，且登记、分派、调查、处理、答复五步齐全、各步首次发生依次不早于前一步的投诉',
        denominator: '已答复的投诉',
      },
      en: {
        cases: 'complaints',
        day: 'first replied to',
        numerator:
          'complainant, time, content and channel all recorded, and registered, assigned, investigated, handled and replied all present, the first of each no earlier than that of the step before',
        denominator: 'replied to',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 2.5,
    clause: '6.2.1-6.2.5',
    cohort: 'replied',
    excluded: 'procedure',
    minimumN: 10,
    estimator: { kind: 'proportion', numerator: 'procedure.complete', denominator: 'procedure.replied' },
  },
]);
