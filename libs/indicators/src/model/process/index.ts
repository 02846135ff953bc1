/** Process (clause 8.1.2(2)): efficiency, conformity, transparency. */
import type { DimensionDefinition } from '../../metric-definition';
import { conformity } from './conformity';
import { efficiency } from './efficiency';
import { transparency } from './transparency';

export const process: DimensionDefinition = {
  id: 'process',
  name: { zh: '服务流程', en: 'Process' },
  weight: 35,
  indicators: [efficiency, conformity, transparency],
};
