/** Which survey metrics of which cells are hidden, because so few answered that the value could tell who they are. */
import { hiddenCells, LEAST_RESPONDENTS } from '@plumbline/scoring';
import type { RespondentRow, RespondentTable } from './respondent-table';
import type { Cell } from './score-cells';
import type { ScoresQuestion } from './scores-question';

/** The region follows from the branch: branches of one region add up to a total of their own. */
const FOLLOWS = { region: 'branch' };

/**
 * Ids of the metrics to hide, cell by cell of the answer. Cells of one period add up to one total, so they guard each other; a cell of
 * the answer that holds a hidden one of the table is hidden with it, for less the others it would tell it.
 */
export function hiddenMetrics(
  cells: readonly Cell[],
  { metrics, rows }: RespondentTable,
  question: ScoresQuestion,
): ReadonlySet<string>[] {
  const hidden = new Map<string, Set<string>>();
  const keyOf = ({ period, group }: Pick<RespondentRow, 'period' | 'group'>): string =>
    JSON.stringify([period, ...question.by.map((dimension) => group[dimension])]);
  for (const siblings of byPeriod(rows)) {
    const asked = siblings.map((row) => isAsked(row, question));
    for (const [index, { id }] of metrics.entries()) {
      const respondents = siblings.map(({ group, n }) => ({ group, n: n[index] ?? 0 }));
      for (const [position, isHidden] of hiddenCells(respondents, LEAST_RESPONDENTS, FOLLOWS).entries()) {
        if (!isHidden || !asked[position]) continue;
        const key = keyOf(siblings[position] as RespondentRow);
        const ids = hidden.get(key) ?? new Set();
        hidden.set(key, ids.add(id));
      }
    }
  }
  return cells.map((cell) => hidden.get(keyOf(cell as Pick<RespondentRow, 'period' | 'group'>)) ?? new Set());
}

function byPeriod(rows: readonly RespondentRow[]): RespondentRow[][] {
  const periods = new Map<string, RespondentRow[]>();
  for (const row of rows) {
    const known = periods.get(row.period);
    if (known) known.push(row);
    else periods.set(row.period, [row]);
  }
  return [...periods.values()];
}

function isAsked({ group }: RespondentRow, { filters }: ScoresQuestion): boolean {
  return Object.entries(filters).every(
    ([dimension, values]) => values.length === 0 || values.includes(group[dimension] ?? ''),
  );
}
