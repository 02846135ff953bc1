/** Hardware (clause 8.1.2(1)): layout, environment, equipment. */
import type { DimensionDefinition } from '../../metric-definition';
import { environment } from './environment';
import { equipment } from './equipment';
import { layout } from './layout';

export const hardware: DimensionDefinition = {
  id: 'hardware',
  name: { zh: '硬件设施', en: 'Hardware' },
  weight: 15,
  indicators: [layout, environment, equipment],
};
