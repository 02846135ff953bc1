/** H1 layout: whether the required zones and signs are there, and whether customers find their way. */
import { indicator } from '../../define';
import { OBSERVATIONS, rating } from '../sources';

export const layout = indicator('h1', { zh: '布局', en: 'Layout' }, [
  {
    ...OBSERVATIONS,
    id: 'h1-zone-signage-rate',
    name: { zh: '功能分区与标识达标率', en: 'Zone and signage conformity' },
    words: {
      zh: {
        cases: '现场观察中关于分区与标识的项目',
        day: '观察日',
        numerator: '合格的项目',
        denominator: '合格与不合格的项目，来自至少 2 次观察',
      },
      en: {
        cases: 'observed items on zones and signs',
        day: 'of the observation',
        numerator: 'items passed',
        denominator: 'items passed or failed, from 2 sessions or more',
      },
    },
    leftOut: { zh: '不适用的项目', en: 'items that are not applicable' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 70, pass: 90, target: 100 },
    weight: 2.5,
    clause: '2.1.1-2.1.5',
    minimumN: 20,
  },
  {
    ...rating('wayfinding', { zh: '导视与分区', en: 'signs and zones' }),
    id: 'h1-wayfinding-rating',
    name: { zh: '导视与分区评价', en: 'Wayfinding rating' },
    anchors: { floor: 50, pass: 75, target: 90 },
    weight: 1.5,
    clause: '2.1.2, 8.1.2(1)',
  },
]);
