/** Post-stratification of answers to the contacts served (metrics.md, weights of answers; scoring.md 3.2). */
import { byKey, type Entry, type Slices, sum } from './tallies';

const LEAST_ANSWERS = 5;
const TRIM = [0.3, 3] as const;

type CellOf = (slices: Slices) => string;

/** Weight of each answer, Σ = n; strata without answers are left out with their visits; no visits at all: 1 each. */
export function answerWeights(answers: readonly Entry[], contacts: readonly Entry[], cellOf: CellOf): number[] {
  const n = byKey(answers, ({ slices }) => cellOf(slices));
  const N = byKey(
    contacts.filter(({ slices }) => n.has(cellOf(slices))),
    ({ slices }) => cellOf(slices),
  );
  const visits = sum([...N.values()].map((cell) => cell.length));
  if (visits === 0) return answers.map(() => 1);
  const raw = answers.map(({ slices }) => {
    const cell = cellOf(slices);
    const wanted = (N.get(cell)?.length ?? 0) / visits;
    const got = (n.get(cell)?.length ?? 0) / answers.length;
    return Math.min(TRIM[1], Math.max(TRIM[0], wanted / got));
  });
  const scale = answers.length / sum(raw);
  return raw.map((weight) => weight * scale);
}

/** Kish: (Σw)² / Σw². */
export function effectiveN(weights: readonly number[]): number {
  const total = sum(weights);
  return (total * total) / sum(weights.map((weight) => weight * weight));
}

/** Which cell each stratum falls into: its own, else pooled within line × channel, line, all; else the largest cell. */
export function cells(answers: readonly Entry[], contacts: readonly Entry[]): CellOf {
  const strata = [...byKey([...answers, ...contacts], ({ slices }) => keyOf(slices)).values()].map(
    ([entry]) => (entry as Entry).slices,
  );
  const sizes = (entries: readonly Entry[]): Map<string, Entry[]> => byKey(entries, ({ slices }) => keyOf(slices));
  const [answersOf, contactsOf] = [sizes(answers), sizes(contacts)];
  const size = (members: readonly Slices[], entriesOf: ReadonlyMap<string, readonly Entry[]>): number =>
    sum(members.map((member) => entriesOf.get(keyOf(member))?.length ?? 0));
  const standing: { readonly name: string; readonly members: Slices[] }[] = [];
  let loose = strata.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const poolings: ((slices: Slices) => string)[] = [
    keyOf,
    ({ service_line, channel }) => [service_line, channel].join('\u0000'),
    ({ service_line }) => service_line,
    () => '',
  ];
  for (const pooling of poolings) {
    for (const [name, members] of byKey(loose, pooling)) {
      if (size(members, answersOf) < LEAST_ANSWERS || size(members, contactsOf) === 0) continue;
      standing.push({ name, members });
      loose = loose.filter((stratum) => !members.includes(stratum));
    }
  }
  if (standing.length === 0) return () => 'all';
  // A pool's name is the part that its strata share.
  const [largest] = [...standing].sort(
    (a, b) => size(b.members, contactsOf) - size(a.members, contactsOf) || (a.name < b.name ? -1 : 1),
  );
  largest?.members.push(...loose);
  const cellOf = new Map(
    standing.flatMap(({ members }, cell) => members.map((member) => [keyOf(member), String(cell)])),
  );
  return (slices) => cellOf.get(keyOf(slices)) ?? 'none';
}

/** A stratum; the separator sorts before every letter, so that strings compare as triples do. */
function keyOf({ service_line, channel, priority_class }: Slices): string {
  return [service_line, channel, priority_class].join('\u0000');
}
