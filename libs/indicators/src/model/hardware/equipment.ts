/** H3 equipment: whether it works, is inspected, is repaired soon, and lets customers serve themselves. */
import { indicator } from '../../define';
import { ASSETS } from '../sources';

export const equipment = indicator('h3', { zh: '设备', en: 'Equipment' }, [
  {
    ...ASSETS,
    id: 'h3-equipment-availability',
    name: { zh: '设备可用率', en: 'Equipment availability' },
    words: {
      zh: {
        cases: '营业时间内的设备小时',
        day: '营业日',
        numerator: '设备可用小时，按重要性加权',
        denominator: '营业小时减计划停机小时，按重要性加权',
      },
      en: {
        cases: 'device hours within opening hours',
        day: 'of opening',
        numerator: 'hours up, weighted by criticality',
        denominator: 'opening hours less planned downtime, weighted by criticality',
      },
    },
    leftOut: { zh: '已报废的设备', en: 'retired equipment' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 95, pass: 98, target: 99.5 },
    weight: 2.5,
    clause: '2.2.1-2.2.2',
    cohort: 'open',
    minimumN: 200,
  },
  {
    ...ASSETS,
    id: 'h3-inspection-on-time-rate',
    name: { zh: '设备按期检查率', en: 'Inspections on time' },
    words: {
      zh: { cases: '设备检查', day: '到期日', numerator: '在到期时间前完成的检查', denominator: '到期的检查' },
      en: {
        cases: 'equipment inspections',
        day: 'they fall due',
        numerator: 'inspections done by their due time',
        denominator: 'inspections due',
      },
    },
    leftOut: { zh: '尚未到期的检查', en: 'inspections not due yet' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 80, pass: 95, target: 100 },
    weight: 1.5,
    clause: '2.2.2',
    cohort: 'due',
    minimumN: 10,
  },
  {
    ...ASSETS,
    id: 'h3-repair-time-p90',
    name: { zh: '设备修复时长P90', en: 'Repair time, 90th percentile' },
    words: {
      zh: {
        cases: '设备停机时段',
        day: '停机日',
        value: '停机时长的第 90 百分位（Kaplan–Meier），尚未修复的时段作删失',
      },
      en: {
        cases: 'spells of equipment being down',
        day: 'it went down',
        value: '90th percentile of their length by Kaplan–Meier, where spells not repaired yet are censored',
      },
    },
    leftOut: { zh: '计划停机', en: 'planned downtime' },
    unit: 'h',
    direction: 'down',
    anchors: { floor: 72, pass: 24, target: 8 },
    weight: 1,
    clause: '2.2.2',
    cohort: 'down',
    minimumN: 36,
  },
  {
    ...ASSETS,
    id: 'h3-self-service-success-rate',
    name: { zh: '自助办理成功率', en: 'Self-service success' },
    words: {
      zh: { cases: '自助设备会话', day: '结束日', numerator: '以成功结束的会话', denominator: '全部已结束的会话' },
      en: {
        cases: 'self-service sessions',
        day: 'they ended',
        numerator: 'sessions that ended in success',
        denominator: 'all sessions ended',
      },
    },
    leftOut: { zh: '尚未结束的会话', en: 'sessions not ended yet' },
    unit: '%',
    direction: 'up',
    anchors: { floor: 85, pass: 93, target: 98 },
    weight: 1,
    clause: '2.1.3, 2.2.3',
    cohort: 'ended',
    minimumN: 100,
  },
]);
