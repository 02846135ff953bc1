/** P1 efficiency: how long customers wait, how many give up, and whether transactions and complaint replies keep their time. */
import { indicator } from '../../define';
import type { Label } from '../../label';
import { HANDLING, TRANSACTIONS, VISITS } from '../sources';

const WAIT: Label = {
  zh: '等候自进入队列（无则自到达）起，向下取整到秒；放弃前的负等候按 0 计',
  en: 'the wait runs from joining the queue, else from arrival, in whole seconds rounded down, a negative one before abandonment being 0',
};

export const efficiency = indicator('p1', { zh: '服务效率', en: 'Efficiency' }, [
  {
    ...VISITS,
    id: 'p1-wait-within-target-rate',
    name: { zh: '等候达标率', en: 'Waits within target' },
    words: {
      zh: {
        cases: '到访',
        day: '到达日',
        numerator: `在等候目标内开始服务的到访（网点 15 分钟、电话 20 秒、线上与 App 30 秒；${WAIT.zh}）`,
        denominator: '已服务的到访，加上超过短时界限（网点 2 分钟、其他 10 秒）后放弃的到访；服务已开始者不算放弃',
      },
      en: {
        cases: 'visits',
        day: 'of arrival',
        numerator: `served within the target (onsite 15 min, telephone 20 s, online and app 30 s; ${WAIT.en})`,
        denominator:
          'served, or abandoned after the short cut (onsite 2 min, others 10 s); who was served did not abandon',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 60, pass: 80, target: 95 },
    weight: 4,
    clause: '2.1.3, 8.1.2(2)',
    excluded: 'wait',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'wait.within_target', denominator: 'wait.judged' },
  },
  {
    ...VISITS,
    id: 'p1-wait-p90',
    name: { zh: '等候时长P90', en: 'Wait, 90th percentile' },
    words: {
      zh: {
        cases: '网点到访',
        day: '到达日',
        value: `等候时长的第 90 百分位（Kaplan–Meier），放弃者一律作删失，短时放弃也在内；${WAIT.zh}`,
      },
      en: {
        cases: 'onsite visits',
        day: 'of arrival',
        value: `90th percentile of the wait by Kaplan–Meier, where every abandonment is censored, short ones too; ${WAIT.en}`,
      },
    },
    unit: 'min',
    direction: 'down',
    anchors: { floor: 40, pass: 20, target: 10 },
    weight: 2,
    clause: '2.1.3',
    excluded: 'wait_p90',
    minimumN: 50,
    estimator: {
      kind: 'percentile',
      events: 'wait_p90.served',
      censored: 'wait_p90.abandoned',
      survival: 0.1,
      secondsPerUnit: 60,
    },
  },
  {
    ...VISITS,
    id: 'p1-abandon-rate',
    name: { zh: '弃号率/放弃率', en: 'Abandonment' },
    words: {
      zh: {
        cases: '到访',
        day: '到达日',
        numerator: `超过短时界限（网点 2 分钟、其他 10 秒）后放弃的到访；${WAIT.zh}`,
        denominator: '已服务的到访，加上如此放弃的到访；服务已开始者不算放弃',
      },
      en: {
        cases: 'visits',
        day: 'of arrival',
        numerator: `abandoned after the short cut (onsite 2 min, others 10 s); ${WAIT.en}`,
        denominator: 'served, or so abandoned; who was served did not abandon',
      },
    },
    unit: '%',
    direction: 'down',
    anchors: { floor: 15, pass: 8, target: 3 },
    weight: 2,
    clause: '8.1.2(2)',
    excluded: 'wait',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'wait.abandoned', denominator: 'wait.judged' },
  },
  {
    ...TRANSACTIONS,
    id: 'p1-cycle-on-time-rate',
    name: { zh: '业务办理按时率', en: 'Transactions on time' },
    words: {
      zh: {
        cases: '业务',
        day: '到期日（按受理时生效的从受理到确认的时限，服务项目专用的优先，其次最近生效的；分钟与小时连续计时，天数止于第 n 天结束）',
        numerator: '首次确认不晚于到期的业务',
        denominator: '已到期的业务；到期日结束后才计入',
      },
      en: {
        cases: 'transactions',
        day: 'they fall due by the limit from submission to confirmation in force at submission (one of the service item before a general one, then the latest; minutes and hours elapse, days end with the nth day)',
        numerator: 'first confirmed by the due time',
        denominator: 'due; a due day counts once it is over',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 70, pass: 90, target: 98 },
    weight: 3,
    clause: '5.1.2, 5.2.1',
    cohort: 'due',
    excluded: 'cycle',
    provisional: 'cycle.provisional',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'cycle.on_time', denominator: 'cycle.due' },
  },
  {
    ...HANDLING,
    id: 'p1-complaint-reply-on-time-rate',
    name: { zh: '投诉反馈按时率', en: 'Complaint replies on time' },
    words: {
      zh: {
        cases: '处理已结束的投诉',
        day: '到期日（首次处理结束后第 5 个工作日，仅由到期日结束前作出且已批准的答复延期推后，从不提前）',
        numerator: '首次答复的日期不晚于到期日的投诉',
        denominator: '已到期的投诉；到期日结束后才计入',
      },
      en: {
        cases: 'complaints whose handling ended',
        day: 'they fall due: the 5th working day after the first end of handling, moved only by extensions of the reply that were approved and granted before the due day was over, and never brought forward',
        numerator: 'first replied to on the due day or before',
        denominator: 'due; a due day counts once it is over',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 4,
    clause: '6.3.3',
    cohort: 'due',
    excluded: 'reply',
    provisional: 'reply.provisional',
    minimumN: 10,
    estimator: { kind: 'proportion', numerator: 'reply.on_time', denominator: 'reply.due' },
  },
]);
