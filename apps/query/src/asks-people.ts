/** Metrics of what people answered: a few of them could be told by their answers (infra/decisions/0020-suppression.md). */
import type { MetricDefinition } from '@plumbline/indicators';

const FAMILIES: ReadonlySet<string> = new Set(['survey', 'interview']);

export function asksPeople({ family }: Pick<MetricDefinition, 'family'>): boolean {
  return FAMILIES.has(family);
}
