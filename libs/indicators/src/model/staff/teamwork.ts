/** S3 teamwork: whether work is handed on well and complaints are assigned soon, and what staff and customers say of it. */
import { indicator } from '../../define';
import { COMPLAINTS, HANDOFFS, INTERVIEWS } from '../sources';

export const teamwork = indicator('s3', { zh: '团队协作', en: 'Teamwork' }, [
  {
    ...HANDOFFS,
    id: 's3-handoff-first-time-rate',
    name: { zh: '转办一次成功率', en: 'Hand-offs right first time' },
    words: {
      zh: {
        cases: '转办',
        day: '提出日',
        numerator: '未被退回且由接收团队办结的转办',
        denominator: '提出的转办',
      },
      en: {
        cases: 'hand-offs',
        day: 'they were requested',
        numerator: 'accepted without a bounce and closed by the team that accepted',
        denominator: 'requested',
      },
    },
    leftOut: { zh: '没有提出事件的转办', en: 'hand-offs without a request' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 70, pass: 88, target: 97 },
    weight: 2,
    clause: '1.3(5), 3.1.1(3)',
    cohort: 'requested',
    minimumN: 20,
  },
  {
    ...COMPLAINTS,
    id: 's3-assignment-time-p90',
    name: { zh: '投诉分派时长P90', en: 'Complaint assignment time, 90th percentile' },
    words: {
      zh: {
        cases: '投诉',
        day: '首次分派日',
        value: '从登记到首次分派的工作时长（工作日 09:00–17:00，向下取整到秒）的第 90 百分位',
      },
      en: {
        cases: 'complaints',
        day: 'first assigned',
        value:
          '90th percentile of the working time (09:00 to 17:00 on working days, in whole seconds rounded down) from registration to the first assignment',
      },
    },
    unit: 'work h',
    direction: 'down',
    anchors: { floor: 16, pass: 8, target: 2 },
    weight: 1.5,
    clause: '6.2.2',
    cohort: 'assigned',
    excluded: 'assignment',
    provisional: 'assignment.provisional',
    minimumN: 36,
    estimator: { kind: 'percentile', events: 'assignment.seconds', survival: 0.1, secondsPerUnit: 3_600 },
  },
  {
    ...INTERVIEWS,
    id: 's3-teamwork-interview-index',
    name: { zh: '团队协作访谈指数', en: 'Teamwork interview index' },
    words: {
      zh: {
        cases: '访谈',
        day: '访谈日',
        value: '团队协作评分（1–5 换算为 0–100）先按编码员、再按访谈取平均；至少 2 名编码员，一致性 κ ≥ 0.6',
      },
      en: {
        cases: 'interviews',
        day: 'they were held',
        value:
          'mean over interviews of the mean over coders of the scores on teamwork, 1 to 5 as 0 to 100, with 2 coders or more who agree (κ 0.6 or more)',
      },
    },
    leftOut: { zh: '没有团队协作评分的访谈', en: 'interviews without a score on teamwork' },
    unit: '0-100',
    direction: 'up',
    anchors: { floor: 40, pass: 70, target: 90 },
    weight: 1.5,
    clause: '1.3(5), 3.1.1(3)',
    cohort: 'conducted',
    minimumN: 5,
  },
]);
