/** Weights that give answers the composition of the contacts they stand for (scoring.md 3.2, metrics.md). */
import { addUp, sumsOf, total, type GroupSums, type KeyedSums } from './sums';

/** Cells with fewer answers do not stand alone. */
const LEAST_ANSWERS = 5;
/** Parts of a cell's key that its pool shares, from the cell itself to all. */
const PARTS = [3, 2, 1, 0] as const;

const LEAST_WEIGHT = 0.3;
const MOST_WEIGHT = 3;

/** A cell of service line × channel × priority class. */
export interface Cell {
  /** `line|channel|priority`. */
  readonly key: string;
  readonly answers: number;
  readonly contacts: number;
}

/** Cells pooled under the part of their key that they share. */
interface Pool {
  readonly key: string;
  readonly cells: Cell[];
  answers: number;
  contacts: number;
}

/** Strata with their sums by replicate group, and how other measures of the same cells fall into them. */
export interface Strata {
  /** Keys of the cells of each stratum. */
  readonly cells: readonly (readonly string[])[];
  readonly answers: readonly GroupSums[];
  readonly contacts: readonly GroupSums[];
  readonly pool: (measure: KeyedSums) => GroupSums[];
}

/** Strata decided on the totals. Null without answers. */
export function strataOf(answers: KeyedSums, contacts: KeyedSums): Strata | null {
  const keys = [...new Set([...answers.keys(), ...contacts.keys()])].sort();
  const cells = keys.map((key) => ({
    key,
    answers: total(sumsOf(answers, key)),
    contacts: total(sumsOf(contacts, key)),
  }));
  if (!cells.some((cell) => cell.answers > 0)) return null;
  const strata = poolCells(cells);
  const pool = (measure: KeyedSums) => strata.map((stratum) => addUp(stratum.map((key) => sumsOf(measure, key))));
  return { cells: strata, answers: pool(answers), contacts: pool(contacts), pool };
}

/**
 * Keys of the cells of each stratum.
 *
 * Cells with 5 answers and any contacts stand; the rest pool within line × channel, then line, then all; what is still short
 * joins the stratum with the most contacts (ties: least line, channel, priority). Where nothing stands, all are one.
 */
export function poolCells(cells: readonly Cell[]): string[][] {
  const strata: Pool[] = [];
  let rest = cells;
  for (const parts of PARTS) {
    const short: Cell[] = [];
    for (const pool of poolsOf(rest, parts)) {
      if (pool.answers >= LEAST_ANSWERS && pool.contacts > 0) strata.push(pool);
      else short.push(...pool.cells);
    }
    rest = short;
  }
  if (strata.length === 0) return [rest.map((cell) => cell.key)];
  strata.reduce((most, stratum) => (precedes(stratum, most) ? stratum : most)).cells.push(...rest);
  return strata.map((stratum) => stratum.cells.map((cell) => cell.key));
}

/** Pools cells whose keys share their first `parts` of line, channel, priority. */
function poolsOf(cells: readonly Cell[], parts: number): Iterable<Pool> {
  const pools = new Map<string, Pool>();
  for (const cell of cells) {
    const key = parts === PARTS[0] ? cell.key : cell.key.split('|').slice(0, parts).join('|');
    let pool = pools.get(key);
    if (pool === undefined) pools.set(key, (pool = { key, cells: [], answers: 0, contacts: 0 }));
    pool.cells.push(cell);
    pool.answers += cell.answers;
    pool.contacts += cell.contacts;
  }
  return pools.values();
}

function precedes(a: Pool, b: Pool): boolean {
  return a.contacts > b.contacts || (a.contacts === b.contacts && a.key < b.key);
}

/**
 * Weight of an answer in each stratum: (N_h/N)/(n_h/n), trimmed once to [0.3, 3], scaled to Σ w·n = n.
 *
 * A stratum without answers is left out with its contacts (weight 0). No contacts at all: every weight is 1.
 */
export function answerWeights(answers: Float64Array, contacts: Float64Array): Float64Array {
  let n = 0;
  let allContacts = 0;
  for (let stratum = 0; stratum < answers.length; stratum += 1) {
    if (answers[stratum]! <= 0) continue;
    n += answers[stratum]!;
    allContacts += contacts[stratum]!;
  }
  const weights = new Float64Array(answers.length);
  let weighted = 0;
  for (let stratum = 0; stratum < answers.length; stratum += 1) {
    if (answers[stratum]! <= 0) continue;
    const weight = allContacts > 0 ? contacts[stratum]! / allContacts / (answers[stratum]! / n) : 1;
    weights[stratum] = Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, weight));
    weighted += weights[stratum]! * answers[stratum]!;
  }
  for (let stratum = 0; stratum < answers.length; stratum += 1) weights[stratum]! *= n / weighted;
  return weights;
}

/** Effective number of answers, (Σw)²/Σw² over answers (Kish 1965). */
export function effectiveSize(weights: Float64Array, answers: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (let stratum = 0; stratum < answers.length; stratum += 1) {
    const weighted = weights[stratum]! * answers[stratum]!;
    sum += weighted;
    squares += weights[stratum]! * weighted;
  }
  return (sum * sum) / squares;
}
