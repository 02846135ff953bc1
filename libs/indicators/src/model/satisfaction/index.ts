/** Satisfaction (clause 8.1.2(4)): overall, and per service item. */
import type { DimensionDefinition } from '../../metric-definition';
import { overall } from './overall';
import { perItem } from './per-item';

export const satisfaction: DimensionDefinition = {
  id: 'satisfaction',
  name: { zh: '客户满意度', en: 'Satisfaction' },
  weight: 30,
  indicators: [overall, perItem],
};
