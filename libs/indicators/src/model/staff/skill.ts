/** S1 professional skill: whether staff solve the matter at once, answer rightly, pass their assessments, and know their business. */
import { indicator } from '../../define';
import { INQUIRIES, OBSERVATIONS, PEOPLE, rating } from '../sources';

export const skill = indicator('s1', { zh: '专业技能', en: 'Skill' }, [
  {
    ...INQUIRIES,
    id: 's1-first-contact-resolution-rate',
    name: { zh: '一次解决率', en: 'First-contact resolution' },
    words: {
      zh: {
        cases: '已结束的到访与咨询',
        day: '结束日',
        numerator: '7 天内没有同一客户同一主题再次联系的',
        denominator: '带有客户假名的已结束到访与咨询',
      },
      en: {
        cases: 'visits and inquiries closed',
        day: 'they were closed',
        numerator: 'not followed within 7 days by another of the same customer and topic',
        denominator: 'closed, with a customer pseudonym',
      },
    },
    leftOut: { zh: '没有客户假名的', en: 'those without a customer pseudonym' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 60, pass: 75, target: 85 },
    weight: 3,
    clause: '3.1.2, 4.1.4, 5.3.2',
    cohort: 'closed',
    minimumN: 50,
  },
  {
    ...OBSERVATIONS,
    id: 's1-answer-accuracy-rate',
    name: { zh: '解答准确率', en: 'Answer accuracy' },
    words: {
      zh: {
        cases: '神秘人与质检中关于解答准确的项目',
        day: '观察日',
        numerator: '合格的项目',
        denominator: '合格与不合格的项目',
      },
      en: {
        cases: 'items on the accuracy of answers, in mystery visits and quality checks',
        day: 'of the observation',
        numerator: 'items passed',
        denominator: 'items passed or failed',
      },
    },
    leftOut: { zh: '不适用的项目', en: 'items that are not applicable' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 90, pass: 95, target: 99 },
    weight: 2.5,
    clause: '5.3.2(2)',
    minimumN: 30,
  },
  {
    ...PEOPLE,
    id: 's1-assessment-pass-rate',
    name: { zh: '培训考核通过率', en: 'Assessments passed' },
    words: {
      zh: {
        cases: '有考核到期的员工',
        day: '考核到期日',
        numerator: '最近一次到期考核已通过的员工',
        denominator: '有考核到期的员工',
      },
      en: {
        cases: 'staff with an assessment due',
        day: 'the assessment falls due',
        numerator: 'staff who passed the latest one due',
        denominator: 'staff with one due',
      },
    },
    leftOut: { zh: '没有考核到期的员工', en: 'staff without an assessment due' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 1.5,
    clause: '3.3.1, 7.3.3',
    cohort: 'due',
    minimumN: 5,
  },
  {
    ...rating('knowledge', { zh: '业务熟练度', en: 'how well staff know their business' }),
    id: 's1-knowledge-rating',
    name: { zh: '业务熟练度评价', en: 'Knowledge rating' },
    anchors: { floor: 50, pass: 80, target: 92 },
    weight: 1,
    clause: '3.1.2',
  },
]);
