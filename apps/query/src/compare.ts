/** Rows beside those of the period before: how much each score changed, and how sure that is. */
import { differenceOfDisjoint } from '@plumbline/scoring';
import type { PreviousScore, ScoreRow } from './score-row';
import { type DayRange, previousPeriod } from './previous-period';
import type { ScoresQuestion } from './scores-question';

/** @param earlier rows of {@link previousRange} with the same grain, groups and nodes */
export function withPrevious(
  rows: readonly ScoreRow[],
  earlier: readonly ScoreRow[],
  question: Pick<ScoresQuestion, 'from' | 'to' | 'grain'>,
): ScoreRow[] {
  const byCell = new Map(earlier.map((row) => [keyOf(row, firstDay(row)), row]));
  return rows.map((row) => {
    const range = previousPeriod(question.grain === 'none' ? question.from : firstDay(row), question);
    return { ...row, previous: previousScore(row, byCell.get(keyOf(row, range.from)), range) };
  });
}

/** A score against an earlier one of days that it shares none with. @param earlier absent where the group had no case then */
export function previousScore(row: ScoreRow, earlier: ScoreRow | undefined, range: DayRange): PreviousScore {
  const [score, lower, upper] = [earlier?.score ?? null, earlier?.lower ?? null, earlier?.upper ?? null];
  const isKnown = lower !== null && upper !== null && row.lower !== null && row.upper !== null;
  const difference =
    isKnown && score !== null && row.score !== null
      ? differenceOfDisjoint({ score: row.score, lower: row.lower, upper: row.upper }, { score, lower, upper })
      : null;
  return {
    ...range,
    score,
    lower,
    upper,
    change: row.score === null || score === null ? null : row.score - score,
    change_lower: difference?.lower ?? null,
    change_upper: difference?.upper ?? null,
  };
}

/** A row's time begins with the first local day of its period. */
function firstDay({ time }: ScoreRow): string {
  return time.slice(0, 10);
}

function keyOf({ group, id }: ScoreRow, period: string): string {
  return JSON.stringify([period, id, ...Object.values(group)]);
}
