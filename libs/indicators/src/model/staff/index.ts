/** Staff (clause 8.1.2(3)): skill, attitude, teamwork. */
import type { DimensionDefinition } from '../../metric-definition';
import { attitude } from './attitude';
import { skill } from './skill';
import { teamwork } from './teamwork';

export const staff: DimensionDefinition = {
  id: 'staff',
  name: { zh: '员工素质', en: 'Staff' },
  weight: 20,
  indicators: [skill, attitude, teamwork],
};
