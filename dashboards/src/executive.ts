/** Executive overview: how good is the service, did it change and why, and where must somebody act. */
import type { DashboardSpec } from './dashboard';
import { actionSection } from './executive-action';
import { changeSection } from './executive-change';
import { overallSection } from './executive-overall';
import type { Voice } from './language';
import { branches, platform, regions } from './variables';

export function executive(say: Voice): DashboardSpec {
  return {
    name: 'sq-executive',
    description: {
      zh: '面向管理层：总体得分、四个维度、较上期的变化及原因、投诉时钟与需要关注的网点。',
      en: 'For the executives: the overall score, four dimensions, the change and why, complaint clocks, and branches to look at.',
    },
    from: 'now-30d',
    variables: [platform(), regions(say), branches(say)],
    sections: [overallSection(say), changeSection(say), actionSection(say)],
  };
}
