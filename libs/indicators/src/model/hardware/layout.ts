/** H1 layout: whether the required zones and signs are there, and whether customers find their way. */
import { indicator } from '../../define';
import { observed } from '../observed';
import { rating } from '../sources';

export const layout = indicator('h1', { zh: '布局', en: 'Layout' }, [
  {
    ...observed({
      group: 'zone_signage',
      about: { zh: '关于分区与标识（条款 2.1.1–2.1.5）', en: 'on zones and signs (clauses 2.1.1 to 2.1.5)' },
      minimumSessions: 2,
    }),
    id: 'h1-zone-signage-rate',
    name: { zh: '功能分区与标识达标率', en: 'Zone and signage conformity' },
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
