/** The name somebody most likely meant: for messages about unknown names. */

const FARTHEST = 3;

/** The nearest of `names` within three edits, or undefined. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const scored = names.map((known) => ({ known, distance: editDistance(name.toLowerCase(), known.toLowerCase()) }));
  const best = scored.toSorted((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.min(FARTHEST, Math.ceil(name.length / 2)) ? best.known : undefined;
}

/** Levenshtein distance of two short words. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substituted));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
