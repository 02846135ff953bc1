/** The model of Chapter 8: four dimensions, eleven indicators, 42 metrics. */
import type { DimensionDefinition, MetricDefinition } from '../metric-definition';
import { hardware } from './hardware';
import { process } from './process';
import { satisfaction } from './satisfaction';
import { staff } from './staff';

export const DIMENSIONS: readonly DimensionDefinition[] = [hardware, process, staff, satisfaction];

/** All metrics, in model order. */
export const METRICS: readonly MetricDefinition[] = DIMENSIONS.flatMap(({ indicators }) =>
  indicators.flatMap(({ metrics }) => metrics),
);
