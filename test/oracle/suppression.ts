/** Which cells the oracle hides (scoring.md 3.1): on the table cut by all that a question groups or filters by, with nothing left out. */
import { byKey } from './tallies';

const FEWEST = 5;
/** In the order in which their lines are taken. */
const ORDER = ['branch', 'region', 'channel', 'service_line', 'service_item', 'priority_class'];

export interface Answered {
  readonly names: Readonly<Record<string, string>>;
  readonly n: number;
}

/**
 * Small cells are hidden. Line by line (cells that differ in one name only), as long as it changes anything: where hidden cells are
 * small ones all, or one alone, the shown cell with the least n that is not small is hidden too. Branches have two kinds of line: those
 * of one region, and then all.
 */
export function hidden(cells: readonly Answered[]): ReadonlySet<Answered> {
  const isSmall = ({ n }: Answered): boolean => n > 0 && n < FEWEST;
  const result = new Set(cells.filter(isSmall));
  const lines = linesOf(cells);
  for (let size = -1; size !== result.size;) {
    size = result.size;
    for (const line of lines) {
      const gone = line.filter((cell) => result.has(cell));
      const isTold = gone.length === 1 || (gone.length > 1 && gone.every(isSmall));
      const guard = line.find((cell) => !result.has(cell) && cell.n >= FEWEST);
      if (isTold && guard) result.add(guard);
    }
  }
  return result;
}

function linesOf(cells: readonly Answered[]): Answered[][] {
  const present = ORDER.filter((name) => cells[0]?.names[name] !== undefined);
  const cuts = present.includes('branch') ? present.filter((name) => name !== 'region') : present;
  const sizes = [...cells].sort((a, b) => a.n - b.n || (nameOf(a, cuts) < nameOf(b, cuts) ? -1 : 1));
  const along = (same: readonly string[]): Answered[][] => [...byKey(sizes, (cell) => nameOf(cell, same)).values()];
  return cuts.flatMap((cut) => {
    const others = cuts.filter((name) => name !== cut);
    return cut === 'branch' ? [...along([...others, 'region']), ...along(others)] : along(others);
  });
}

/** The separator sorts before every letter, so that strings compare as tuples do. */
function nameOf({ names }: Answered, of: readonly string[]): string {
  return of.map((name) => names[name]).join('\u0000');
}
