/** Which metrics can answer a question that cuts cases by channel, item, staff and the like. */
import type { MetricDefinition, Slice } from '@plumbline/indicators';
import type { ScoresQuestion } from './scores-question';

/** Whether the metric's cases carry every slice that is asked for; one that is not measured yet has no cases to carry any. */
export function isSliceable({ estimator, slices }: MetricDefinition, question: ScoresQuestion): boolean {
  return estimator.kind === 'pending' || slicesAsked(question).every((slice) => slices.includes(slice));
}

/** The slices that a question cuts its cases by, in groups or filters. */
function slicesAsked({ by, filters }: ScoresQuestion): readonly Slice[] {
  const grouped = by.filter((dimension) => dimension !== 'branch' && dimension !== 'region');
  const filtered = (['channel', 'service_line'] as const).filter((slice) => filters[slice].length > 0);
  return [...grouped, ...filtered];
}
