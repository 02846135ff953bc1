/** Confidentiality: which cells of a table of survey answers are hidden (scoring.md 3.1). */

/** A cell of the table: its value in each dimension, and how many people answered. */
export interface RespondentCell {
  readonly group: Readonly<Record<string, string>>;
  readonly n: number;
}

/** Fewest respondents of a cell that may be shown. */
export const LEAST_RESPONDENTS = 5;

/**
 * Whether each cell is hidden: those with 0 < n < `least`, and siblings that would give them away.
 *
 * Siblings differ in one dimension only, so that their total minus the others tells a hidden one. Beside small cells the
 * sibling with the least n ≥ `least` is hidden too (ties: first by name), and so it is beside a cell that was hidden for a
 * sibling in another dimension, until no hidden cell is alone among its siblings.
 *
 * @param follows dimensions that follow from another, by name (the region from the branch): siblings are then those that share it too,
 *   since its own total may be told
 */
export function hiddenCells(
  cells: readonly RespondentCell[],
  least: number = LEAST_RESPONDENTS,
  follows: Readonly<Record<string, string>> = {},
): boolean[] {
  const isSmall = (index: number) => cells[index]!.n > 0 && cells[index]!.n < least;
  const hidden = cells.map((_, index) => isSmall(index));
  if (!hidden.includes(true)) return hidden;
  const lines = siblingLines(cells, follows);
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const hiddenHere = line.filter((index) => hidden[index]);
      if (hiddenHere.length === 0) continue;
      const isGuarded = hiddenHere.length > 1 && !hiddenHere.every(isSmall);
      const guard = isGuarded ? undefined : line.find((index) => !hidden[index] && cells[index]!.n >= least);
      if (guard === undefined) continue;
      hidden[guard] = true;
      changed = true;
    }
  }
  return hidden;
}

/** Indexes of the cells that agree in all dimensions but one, in the order in which they would be hidden. */
function siblingLines(cells: readonly RespondentCell[], follows: Readonly<Record<string, string>>): number[][] {
  const dimensions = Object.keys(cells[0]?.group ?? {});
  const leading = dimensions.filter((name) => !dimensions.includes(follows[name] ?? ''));
  const order = cells.map((_, index) => index).sort((a, b) => compareCells(cells[a]!, cells[b]!, leading));
  return leading.flatMap((dimension) => {
    const others = dimensions.filter((name) => name !== dimension);
    const free = others.filter((name) => follows[name] !== dimension);
    const lines = linesOf(order, others, cells);
    return free.length === others.length ? lines : [...lines, ...linesOf(order, free, cells)];
  });
}

/** Lines of cells with the same values in the fixed dimensions. */
function linesOf(order: readonly number[], fixed: readonly string[], cells: readonly RespondentCell[]): number[][] {
  const lines = new Map<string, number[]>();
  for (const index of order) {
    const key = JSON.stringify(fixed.map((name) => cells[index]!.group[name]));
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [index]);
    else line.push(index);
  }
  return [...lines.values()];
}

/** By n, then by the names of the group, in code-point order. */
function compareCells(a: RespondentCell, b: RespondentCell, dimensions: readonly string[]): number {
  if (a.n !== b.n) return a.n - b.n;
  for (const name of dimensions) {
    if (a.group[name] !== b.group[name]) return a.group[name]! < b.group[name]! ? -1 : 1;
  }
  return 0;
}
