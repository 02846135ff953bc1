/** Which survey metrics of which cells are hidden, because so few answered that the value could tell who they are. */
import { hiddenCells } from '@plumbline/scoring';
import type { Cell } from './score-cells';
import type { ScoredMetric } from './score-rows';

/** Ids of the metrics to hide, cell by cell. Cells of one period add up to one total, so they guard each other. */
export function suppressSmallCells(
  cells: readonly Cell[],
  scored: readonly ReadonlyMap<string, ScoredMetric>[],
): ReadonlySet<string>[] {
  const hidden = cells.map(() => new Set<string>());
  for (const siblings of byPeriod(cells)) {
    const surveyMetrics = Array.from(scored[siblings[0] ?? 0]?.values() ?? []).filter(
      ({ metric }) => metric.family === 'survey',
    );
    for (const { metric } of surveyMetrics) {
      const respondents = siblings.map((index) => ({
        group: cells[index]?.group as Readonly<Record<string, string>>,
        n: scored[index]?.get(metric.id)?.evaluation.n ?? 0,
      }));
      for (const [position, isHidden] of hiddenCells(respondents).entries()) {
        if (isHidden) hidden[siblings[position] as number]?.add(metric.id);
      }
    }
  }
  return hidden;
}

function byPeriod(cells: readonly Cell[]): number[][] {
  const periods = new Map<string, number[]>();
  for (const [index, { period }] of cells.entries()) periods.set(period, [...(periods.get(period) ?? []), index]);
  return [...periods.values()];
}
