/** Reads the rows of scores of a question: sums, what is hidden, scores. */
import type { MetricDefinition } from '@plumbline/indicators';
import type { WarehouseClient } from '@plumbline/warehouse';
import { localMidnight } from './local-midnight';
import { readRespondentTable } from './respondent-table';
import { readCells } from './score-cells';
import type { ScoreRow } from './score-row';
import { scoreCells } from './score-rows';
import type { ScoresQuestion } from './scores-question';
import { hiddenMetrics } from './suppression';

export function metricsOf({ nodes }: Pick<ScoresQuestion, 'nodes'>): readonly MetricDefinition[] {
  return [...new Set(nodes.flatMap((node) => node.metrics))];
}

export async function readScoreRows(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  timeZone: string,
  signal?: AbortSignal,
): Promise<ScoreRow[]> {
  const metrics = metricsOf(question);
  const reading = readCells(warehouse, question, metrics, { signal });
  const [cells, table] = await Promise.all([
    reading,
    readRespondentTable(warehouse, question, metrics, () => reading, signal),
  ]);
  const suppressed = hiddenMetrics(cells, table, question);
  return scoreCells(cells, question, suppressed, (date) => localMidnight(date, timeZone), signal);
}
