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
 */
export function hiddenCells(cells: readonly RespondentCell[], least: number = LEAST_RESPONDENTS): boolean[] {
  const isSmall = (index: number) => cells[index]!.n > 0 && cells[index]!.n < least;
  const hidden = cells.map((_, index) => isSmall(index));
  const lines = siblingLines(cells);
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
function siblingLines(cells: readonly RespondentCell[]): number[][] {
  const dimensions = Object.keys(cells[0]?.group ?? {});
  return dimensions.flatMap((dimension) => {
    const lines = new Map<string, number[]>();
    cells.forEach(({ group }, index) => {
      const key = JSON.stringify(dimensions.map((name) => (name === dimension ? null : group[name])));
      const line = lines.get(key);
      if (line === undefined) lines.set(key, [index]);
      else line.push(index);
    });
    for (const line of lines.values()) {
      line.sort(
        (a, b) => cells[a]!.n - cells[b]!.n || (cells[a]!.group[dimension]! < cells[b]!.group[dimension]! ? -1 : 1),
      );
    }
    return [...lines.values()];
  });
}
