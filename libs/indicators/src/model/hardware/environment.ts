/** H2 environment: whether the premises are clean, are cleaned in time, and feel comfortable. */
import { indicator } from '../../define';
import { observed } from '../observed';
import { ASSETS, rating } from '../sources';

export const environment = indicator('h2', { zh: '环境', en: 'Environment' }, [
  {
    ...observed({
      group: 'cleanliness',
      about: { zh: '关于环境卫生（条款 2.3.2）', en: 'on cleanliness (clause 2.3.2)' },
      minimumSessions: 2,
    }),
    id: 'h2-cleanliness-rate',
    name: { zh: '环境卫生合格率', en: 'Cleanliness' },
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 2,
    clause: '2.3.1-2.3.2',
    minimumN: 20,
  },
  {
    ...ASSETS,
    id: 'h2-cleaning-on-time-rate',
    name: { zh: '清洁消毒按时率', en: 'Cleaning on time' },
    words: {
      zh: {
        cases: '清洁与消毒任务',
        day: '到期日',
        numerator: '在到期时间前完成的任务',
        denominator: '到期的任务',
      },
      en: {
        cases: 'cleaning and disinfection tasks',
        day: 'they fall due',
        numerator: 'tasks completed by their due time',
        denominator: 'tasks due',
      },
    },
    leftOut: { zh: '尚未到期的任务', en: 'tasks not due yet' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 1.5,
    clause: '2.3.1, 2.3.2(2)(4)',
    cohort: 'due',
    minimumN: 20,
  },
  {
    ...rating('comfort', { zh: '环境舒适度', en: 'the comfort of the premises' }),
    id: 'h2-comfort-rating',
    name: { zh: '环境舒适度评价', en: 'Comfort rating' },
    anchors: { floor: 50, pass: 75, target: 90 },
    weight: 1.5,
    clause: '2.1.1, 2.1.4',
  },
]);
