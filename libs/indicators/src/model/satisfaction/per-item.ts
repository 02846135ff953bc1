/** C2 satisfaction per service item: all items on a fixed mix, the weakest, complaints resolved, ease, and equity between groups. */
import { indicator } from '../../define';
import { REFERENCE_MIX } from '../service-items';
import { answersOf, rating, RESPONSES, responsesInWords } from '../sources';

const OVERALL = answersOf('overall');

export const perItem = indicator('c2', { zh: '具体服务项目满意度', en: 'Satisfaction per service item' }, [
  {
    ...RESPONSES,
    id: 'c2-service-item-index',
    name: { zh: '分项服务满意度指数', en: 'Service item index' },
    words: responsesInWords({
      zh: '各服务项目总体满意度均值（0–100）按固定参考构成的加权平均，没有答卷的项目退出构成；不足 10 份答卷的项目按 n/(n+20) 拉向各项目的简单平均；至少 3 个项目各有 10 份答卷',
      en: 'mean overall satisfaction of each service item (0 to 100), averaged on a fixed reference mix that items without responses leave; an item with n responses, fewer than 10, keeps n/(n + 20) of its distance from the plain mean over items; at least 3 items need 10 responses each',
    }),
    unit: '0-100',
    direction: 'up',
    anchors: { floor: 60, pass: 80, target: 92 },
    weight: 6,
    clause: '8.1.2(4), 5.1.1',
    excluded: 'overall',
    minimumN: 50,
    estimator: { kind: 'index', ...OVERALL, mix: REFERENCE_MIX },
  },
  {
    ...RESPONSES,
    id: 'c2-weakest-item',
    name: { zh: '最低分项满意度', en: 'Weakest item' },
    words: responsesInWords({
      zh: '有 30 份以上答卷的服务项目（参考构成以外的也算）中最低的总体满意度均值（0–100），不作收缩；至少需要 3 个这样的项目',
      en: 'least mean overall satisfaction (0 to 100) among the service items with 30 responses or more, also outside the reference mix, as it is and not drawn to any mean; at least 3 such items are needed',
    }),
    unit: '0-100',
    direction: 'up',
    anchors: { floor: 45, pass: 70, target: 85 },
    weight: 2,
    clause: '8.1.2(4)',
    excluded: 'overall',
    minimumN: 30,
    estimator: { kind: 'minimum', ...OVERALL, itemMinimumN: 30, minimumItems: 3 },
  },
  {
    ...rating('complaint_resolution', { zh: '投诉处理', en: 'how the complaint was resolved' }),
    id: 'c2-complaint-resolution-csat',
    name: { zh: '投诉处理满意度', en: 'Complaint resolution rating' },
    anchors: { floor: 30, pass: 60, target: 85 },
    weight: 3,
    clause: '6.2.5, 8.1.2(4)',
    minimumN: 10,
  },
  {
    ...rating('ease', { zh: '办理便捷（对“办理很方便”的同意程度）', en: 'ease (agreement that it was easy)' }),
    id: 'c2-ease-index',
    name: { zh: '办理便捷度(费力度)指数', en: 'Ease index' },
    anchors: { floor: 50, pass: 75, target: 88 },
    weight: 1.5,
    clause: '2.1.1, 5.2.1',
  },
  {
    ...RESPONSES,
    id: 'c2-special-group-gap',
    name: { zh: '重点人群满意度差距', en: 'Special group gap' },
    words: responsesInWords({
      zh: '老年、残障与孕期客户的总体满意度均值（0–100）减去无优先类别客户的均值；样本量取两组中较小者',
      en: 'mean overall satisfaction (0 to 100) of elderly, disabled and pregnant customers less that of customers without a priority class; n is that of the smaller group',
    }),
    unit: 'points',
    direction: 'up',
    anchors: { floor: -15, pass: -5, target: 0 },
    weight: 1.5,
    clause: '4.2.2-4.2.3',
    excluded: 'overall',
    minimumN: 20,
    estimator: { kind: 'gap', ...OVERALL, focus: ['elderly', 'disabled', 'pregnant'], reference: ['none'] },
  },
]);
