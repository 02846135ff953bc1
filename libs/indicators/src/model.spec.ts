import { DIMENSIONS, METRICS, type MetricDefinition, REFERENCE_MIX, SERVICE_ITEMS } from './index';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** As the model's page prints them: id, Chinese name, unit, direction, floor/pass/target, weight, method, clause, least n. */
const TABLE = `
h1-zone-signage-rate | 功能分区与标识达标率 | % | up | 70/90/100 | 2.5 | observation | 2.1.1-2.1.5 | 20
h1-wayfinding-rating | 导视与分区评价 | 0-100 | up | 50/75/90 | 1.5 | questionnaire | 2.1.2, 8.1.2(1) | 30
h2-cleanliness-rate | 环境卫生合格率 | % | up | 80/95/100 | 2 | observation | 2.3.1-2.3.2 | 20
h2-cleaning-on-time-rate | 清洁消毒按时率 | % | up | 80/95/100 | 1.5 | data | 2.3.1, 2.3.2(2)(4) | 20
h2-comfort-rating | 环境舒适度评价 | 0-100 | up | 50/75/90 | 1.5 | questionnaire | 2.1.1, 2.1.4 | 30
h3-equipment-availability | 设备可用率 | % | up | 95/98/99.5 | 2.5 | data | 2.2.1-2.2.2 | 200
h3-inspection-on-time-rate | 设备按期检查率 | % | up | 80/95/100 | 1.5 | data | 2.2.2 | 10
h3-repair-time-p90 | 设备修复时长P90 | h | down | 72/24/8 | 1 | data | 2.2.2 | 36
h3-self-service-success-rate | 自助办理成功率 | % | up | 85/93/98 | 1 | data | 2.1.3, 2.2.3 | 100
p1-wait-within-target-rate | 等候达标率 | % | up | 60/80/95 | 4 | data | 2.1.3, 8.1.2(2) | 50
p1-wait-p90 | 等候时长P90 | min | down | 40/20/10 | 2 | data | 2.1.3 | 50
p1-abandon-rate | 弃号率/放弃率 | % | down | 15/8/3 | 2 | data | 8.1.2(2) | 50
p1-cycle-on-time-rate | 业务办理按时率 | % | up | 70/90/98 | 3 | data | 5.1.2, 5.2.1 | 50
p1-complaint-reply-on-time-rate | 投诉反馈按时率 | % | up | 80/95/100 | 4 | data | 6.3.3 | 10
p2-process-conformity-rate | 业务流程合规率 | % | up | 85/95/99 | 4 | data | 5.1.2, 5.2.2 | 50
p2-rework-rate | 差错返工率 | % | down | 8/3/0.5 | 2.5 | data | 5.2.1-5.2.2 | 100
p2-observation-conformity-rate | 现场规范达标率 | % | up | 70/85/97 | 3 | observation | 3.2.1, 3.2.3, 4.1 | 60
p2-complaint-procedure-rate | 投诉流程完整率 | % | up | 80/95/100 | 2.5 | data | 6.2.1-6.2.5 | 10
p3-progress-notice-rate | 办理进度告知率 | % | up | 60/85/98 | 2 | data | 5.1.2 | 50
p3-reply-content-rate | 投诉答复要素完整率 | % | up | 80/95/100 | 2.5 | data | 6.3.2 | 10
p3-disclosure-rating | 信息公示与收费透明评价 | 0-100 | up | 50/75/90 | 2 | questionnaire | 8.1.2(2) | 30
p3-callback-on-time-rate | 未即时解答按期回复率 | % | up | 70/90/98 | 1.5 | data | 5.3.2(3) | 20
s1-first-contact-resolution-rate | 一次解决率 | % | up | 60/75/85 | 3 | data | 3.1.2, 4.1.4, 5.3.2 | 50
s1-answer-accuracy-rate | 解答准确率 | % | up | 90/95/99 | 2.5 | observation | 5.3.2(2) | 30
s1-assessment-pass-rate | 培训考核通过率 | % | up | 80/95/100 | 1.5 | data | 3.3.1, 7.3.3 | 5
s1-knowledge-rating | 业务熟练度评价 | 0-100 | up | 50/80/92 | 1 | questionnaire | 3.1.2 | 30
s2-courtesy-rating | 服务态度评价 | 0-100 | up | 55/80/92 | 3 | questionnaire | 3.2.2, 4.1.1 | 30
s2-observation-attitude-rate | 服务态度观察达标率 | % | up | 70/88/98 | 2.5 | observation | 3.2.2, 4.2 | 30
s2-attitude-complaint-rate | 服务态度投诉率 | /10k | down | 5/2/0.2 | 1.5 | data | 6.1.2(1) | 5000
s3-handoff-first-time-rate | 转办一次成功率 | % | up | 70/88/97 | 2 | data | 1.3(5), 3.1.1(3) | 20
s3-assignment-time-p90 | 投诉分派时长P90 | work h | down | 16/8/2 | 1.5 | data | 6.2.2 | 36
s3-teamwork-interview-index | 团队协作访谈指数 | 0-100 | up | 40/70/90 | 1.5 | interview | 1.3(5), 3.1.1(3) | 5
c1-csat-index | 总体满意度指数 | 0-100 | up | 60/80/92 | 6 | questionnaire | 8.1.2(4) | 30
c1-very-satisfied-rate | 非常满意率 | % | up | 30/55/80 | 3 | questionnaire | 8.1.2(4) | 30
c1-dissatisfied-rate | 不满意率 | % | down | 8/3/0.5 | 3 | questionnaire | 8.1.2(4) | 50
c1-nps | 净推荐值 | points | up | -10/30/60 | 2 | questionnaire | 8.1.2(4) | 100
c1-complaint-rate | 万次服务投诉率 | /10k | down | 30/10/2 | 2 | data | 6.1 | 5000
c2-service-item-index | 分项服务满意度指数 | 0-100 | up | 60/80/92 | 6 | questionnaire | 8.1.2(4), 5.1.1 | 50
c2-weakest-item | 最低分项满意度 | 0-100 | up | 45/70/85 | 2 | questionnaire | 8.1.2(4) | 30
c2-complaint-resolution-csat | 投诉处理满意度 | 0-100 | up | 30/60/85 | 3 | questionnaire | 6.2.5, 8.1.2(4) | 10
c2-ease-index | 办理便捷度(费力度)指数 | 0-100 | up | 50/75/88 | 1.5 | questionnaire | 2.1.1, 5.2.1 | 30
c2-special-group-gap | 重点人群满意度差距 | points | up | -15/-5/0 | 1.5 | questionnaire | 4.2.2-4.2.3 | 20
`;

/** Metrics that score now, by the families taken so far; the rest are pending. */
const SCORING = [
  'h1-zone-signage-rate', 'h1-wayfinding-rating', 'h2-cleanliness-rate', 'h2-comfort-rating',
  'p1-wait-within-target-rate', 'p1-wait-p90', 'p1-abandon-rate', 'p1-cycle-on-time-rate', 'p1-complaint-reply-on-time-rate',
  'p2-process-conformity-rate', 'p2-rework-rate', 'p2-observation-conformity-rate', 'p2-complaint-procedure-rate',
  'p3-progress-notice-rate', 'p3-reply-content-rate', 'p3-disclosure-rating', 'p3-callback-on-time-rate',
  's1-first-contact-resolution-rate', 's1-answer-accuracy-rate', 's1-knowledge-rating',
  's2-courtesy-rating', 's2-observation-attitude-rate', 's2-attitude-complaint-rate',
  's3-assignment-time-p90', 's3-teamwork-interview-index',
  'c1-csat-index', 'c1-very-satisfied-rate', 'c1-dissatisfied-rate', 'c1-nps', 'c1-complaint-rate',
  'c2-service-item-index', 'c2-weakest-item', 'c2-complaint-resolution-csat', 'c2-ease-index', 'c2-special-group-gap',
]; // prettier-ignore

describe('the model of Chapter 8', () => {
  it('given its table, then every metric stands in it, in order, with all that the page says of it', () => {
    const printed = (metric: MetricDefinition): string => {
      const { floor, pass, target } = metric.anchors;
      const anchors = [floor, pass, target].join('/');
      const { id, name, unit, direction, weight, method, clause, minimumN } = metric;
      return [id, name.zh, unit, direction, anchors, weight, method, clause, minimumN].join(' | ');
    };
    expect(METRICS.map(printed)).toEqual(TABLE.trim().split('\n'));
  });

  it('given its shape, then it has 4 dimensions, 11 indicators and 42 metrics with ids of their own', () => {
    const indicators = DIMENSIONS.flatMap((dimension) => dimension.indicators);
    expect([DIMENSIONS.length, indicators.length, METRICS.length]).toEqual([4, 11, 42]);
    const ids = [...DIMENSIONS, ...indicators, ...METRICS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4 + 11 + 42);
    for (const { id, metrics } of indicators) {
      expect(metrics.filter((metric) => metric.indicator !== id || !metric.id.startsWith(`${id}-`))).toEqual([]);
    }
  });

  it('given its weights, then they add up to those of the indicators, the dimensions, and 100', () => {
    const weights = Object.fromEntries(
      DIMENSIONS.flatMap(({ indicators }) =>
        indicators.map(({ id, metrics }) => [id, sum(metrics.map(({ weight }) => weight))]),
      ),
    );
    expect(weights).toEqual({ h1: 4, h2: 5, h3: 6, p1: 15, p2: 12, p3: 8, s1: 8, s2: 7, s3: 5, c1: 16, c2: 14 });
    expect(DIMENSIONS.map(({ weight }) => weight)).toEqual([15, 35, 20, 30]);
    for (const { weight, indicators } of DIMENSIONS) {
      expect(sum(indicators.flatMap(({ metrics }) => metrics.map((metric) => metric.weight)))).toBe(weight);
    }
  });

  it('given its methods, then all four of clause 8.2.1 are used, with these shares', () => {
    const share = (method: string): number =>
      sum(METRICS.filter((metric) => metric.method === method).map(({ weight }) => weight));
    const methods = ['questionnaire', 'data', 'observation', 'interview'];
    expect(methods.map(share)).toEqual([37, 49, 12.5, 1.5]);
  });

  it('given the families taken so far, then these 35 metrics score, which are 89 of 100 points', () => {
    const scoring = METRICS.filter(({ estimator }) => estimator.kind !== 'pending');
    expect(scoring.map(({ id }) => id)).toEqual(SCORING);
    expect(sum(scoring.map(({ weight }) => weight))).toBe(89);
    expect(scoring.filter(({ excluded }) => excluded === undefined)).toEqual([]);
  });

  it('given its anchors, then they run in the metric’s direction', () => {
    const steps = METRICS.map(({ id, direction, anchors: { floor, pass, target } }) => {
      const sign = direction === 'up' ? 1 : -1;
      return { id, isOrdered: sign * (pass - floor) > 0 && sign * (target - pass) > 0 };
    });
    expect(steps.filter(({ isOrdered }) => !isOrdered)).toEqual([]);
  });

  describe.each(METRICS.map((metric) => [metric.id, metric] as const))('given %s', (_id, { name, definition }) => {
    it('then its definition says case, day, what is counted, and what is not, in both languages', () => {
      expect(definition.en).toMatch(
        /^Cases: .+, on the day .+\. (Value: .+|Numerator: .+\. Denominator: .+)\. Excluded: .+\.$/,
      );
      expect(definition.zh).toMatch(/^对象：.+，归入.+。(取值：.+|分子：.+。分母：.+)。不计：.+。$/);
      expect(definition.en + name.en).not.toMatch(/\p{Script=Han}|undefined/u);
      expect(name.en).not.toBe('');
    });
  });

  it('given service items, then each of the 17 has its line, both names, and its share of the mix', () => {
    const codes = (line: string): string[] =>
      SERVICE_ITEMS.filter((item) => item.line === line).map(({ code }) => code);
    expect([codes('personal').length, codes('corporate').length, codes('special').length]).toEqual([7, 5, 5]);
    expect(new Set(SERVICE_ITEMS.map(({ code }) => code)).size).toBe(17);
    expect(SERVICE_ITEMS.filter(({ name }) => name.zh === '' || name.en === '')).toEqual([]);
    expect(REFERENCE_MIX).toEqual({
      deposit: 15, withdrawal: 15, transfer: 12, remittance: 4, credit_card: 8, personal_loan: 6, personal_wealth: 8,
      corporate_deposit: 4, corporate_loan: 3, settlement: 5, corporate_wealth: 2, trade_finance: 1,
      payroll: 3, collection: 3, ic_card: 3, internet_banking: 4, mobile_banking: 4,
    }); // prettier-ignore
    expect(sum(Object.values(REFERENCE_MIX))).toBe(100);
  });
});
