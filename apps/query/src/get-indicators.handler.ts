/** The use case "which indicators": the scheme in force as a tree, with everything a reader needs to understand a score. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DIMENSIONS, type MetricDefinition, type Scheme, SCHEME } from '@plumbline/indicators';

export interface IndicatorsAnswer {
  readonly scheme: Scheme;
  readonly dimensions: readonly unknown[];
}

export class GetIndicators extends Query<IndicatorsAnswer> {}

@QueryHandler(GetIndicators)
export class GetIndicatorsHandler implements IQueryHandler<GetIndicators> {
  async execute(): Promise<IndicatorsAnswer> {
    return {
      scheme: SCHEME,
      dimensions: DIMENSIONS.map(({ id, name, weight, indicators }) => ({
        id,
        name,
        weight,
        indicators: indicators.map((indicator) => ({
          id: indicator.id,
          name: indicator.name,
          weight: indicator.metrics.reduce((total, metric) => total + metric.weight, 0),
          metrics: indicator.metrics.map(describeMetric),
        })),
      })),
    };
  }
}

function describeMetric(metric: MetricDefinition): unknown {
  return {
    id: metric.id,
    name: metric.name,
    definition: metric.definition,
    unit: metric.unit,
    direction: metric.direction,
    anchors: metric.anchors,
    weight: metric.weight,
    method: metric.method,
    clause: metric.clause,
    family: metric.family,
    cohort: metric.cohort,
    minimum_n: metric.minimumN,
    formula: metric.estimator,
    slices: metric.slices,
    measured: metric.estimator.kind !== 'pending',
  };
}
