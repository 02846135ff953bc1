/** Which metrics can answer a question that cuts cases by channel, item, staff and the like. */
import type { MetricDefinition, Slice } from '@plumbline/indicators';
import { DIMENSIONS } from '@plumbline/warehouse';
import type { ScoresQuestion } from './scores-question';

type SliceQuestion = Pick<ScoresQuestion, 'by' | 'filters'>;

/** Whether the metric's cases carry every slice that is asked for. */
export function isSliceable(metric: MetricDefinition, question: SliceQuestion): boolean {
  return slicesNotCarried(metric, question).length === 0;
}

/** The slices asked for that the metric's cases do not carry; a metric that is not measured yet has no cases to carry any. */
export function slicesNotCarried({ estimator, slices }: MetricDefinition, question: SliceQuestion): readonly Slice[] {
  return estimator.kind === 'pending' ? [] : slicesAsked(question).filter((slice) => !slices.includes(slice));
}

/** The slices that a question cuts its cases by, in groups or filters. */
function slicesAsked({ by, filters }: SliceQuestion): readonly Slice[] {
  const asked = DIMENSIONS.filter((dimension) => by.includes(dimension) || filters[dimension].length > 0);
  return asked.filter((dimension) => dimension !== 'branch' && dimension !== 'region');
}
