/** S1 professional skill: whether staff solve the matter at once, answer rightly, pass their assessments, and know their business. */
import { indicator } from '../../define';
import { observed } from '../observed';
import { FOLLOWED_CONTACTS, PEOPLE, rating } from '../sources';

export const skill = indicator('s1', { zh: '专业技能', en: 'Skill' }, [
  {
    ...FOLLOWED_CONTACTS,
    id: 's1-first-contact-resolution-rate',
    name: { zh: '一次解决率', en: 'First-contact resolution' },
    words: {
      zh: {
        cases: '到访与咨询',
        day: '办结日（服务结束、即时回答或答复；第 7 日结束后计入）',
        numerator: '办结后至第 7 日结束前，同一客户没有就同一主题再次到访或咨询的，不分网点与渠道',
        denominator: '已办结并带有客户假名与主题的到访与咨询',
      },
      en: {
        cases: 'visits and inquiries',
        day: 'they were closed: served, answered at once or replied to (counted once seven days more are over)',
        numerator:
          'followed by no other visit or inquiry of the same customer and topic until the end of the seventh day after, at any branch and on any channel',
        denominator: 'closed, with a customer pseudonym and a topic',
      },
    },
    unit: '%',
    direction: 'up',
    anchors: { floor: 60, pass: 75, target: 85 },
    weight: 3,
    clause: '3.1.2, 4.1.4, 5.3.2',
    excluded: 'resolution',
    minimumN: 50,
    estimator: { kind: 'proportion', numerator: 'resolution.resolved', denominator: 'resolution.closed' },
  },
  {
    ...observed({
      group: 'answer_accuracy',
      about: { zh: '关于解答是否准确', en: 'on whether answers are right' },
      minimumSessions: 1,
    }),
    id: 's1-answer-accuracy-rate',
    name: { zh: '解答准确率', en: 'Answer accuracy' },
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
