/** How large one answer may be, so that no reader keeps the process from the others. */
import { Problem } from '@plumbline/problem';

/** Rows of one answer: cells (groups × periods) times what is scored in each. */
export const MOST_ROWS = 100_000;

/**
 * @param cells those found so far: reading stops where there are too many
 * @throws Problem 413 where the answer would have more rows
 */
export function refuseTooLarge(cells: number, rowsPerCell: number): void {
  if (cells * rowsPerCell <= MOST_ROWS) return;
  const [found, rows, most] = [cells, cells * rowsPerCell, MOST_ROWS].map((count) => count.toLocaleString('en'));
  throw new Problem({
    status: 413,
    code: 'too_many_rows',
    title: 'The answer would be too large',
    detail:
      `At least ${found} cells (groups × periods) with ${rowsPerCell} rows to score in each make ${rows} or more; the limit is ${most}. ` +
      'Ask for a shorter range, a coarser grain, fewer groups, or fewer ids.',
  });
}
