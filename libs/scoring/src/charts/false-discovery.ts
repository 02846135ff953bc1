/** The false-discovery rate of many tests at once (Benjamini and Hochberg 1995). */

/** For each p value the least rate at which it would be found: its q value, in the order given. */
export function falseDiscoveryRates(ps: readonly number[]): number[] {
  const descending = ps.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const qs = new Array<number>(ps.length).fill(1);
  let least = 1;
  for (const [place, { p, index }] of descending.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - place));
    qs[index] = least;
  }
  return qs;
}
