/** What a bench reports: ratios of two things measured side by side, in turn, with their spread. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface BenchResult {
  /** As in the performance goals, e.g. P3. */
  readonly id: string;
  readonly name: string;
  /** Median over the rounds, with the least and the greatest. */
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
  /** Goals; a figure that only informs has none. */
  readonly floor?: number;
  readonly stretch?: number;
  /** Absolute figures beside it, with their unit in the name. */
  readonly figures: Readonly<Record<string, number | string>>;
}

const RESULTS = path.resolve(process.cwd(), 'test/bench/results');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Measures two things in turn, A B A B …; returns what each took in seconds, round by round. */
export async function interleaved(
  rounds: number,
  a: () => Promise<void>,
  b: () => Promise<void>,
): Promise<{ a: number[]; b: number[] }> {
  const times = { a: [] as number[], b: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.a.push(await seconds(a));
    times.b.push(await seconds(b));
  }
  return times;
}

export async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

/** Median, least and greatest of the quotients of two series. */
export function ratios(
  numerators: readonly number[],
  denominators: readonly number[],
): Pick<BenchResult, 'ratio' | 'min' | 'max'> {
  const quotients = numerators.map((numerator, round) => numerator / (denominators[round] ?? Number.NaN));
  return { ratio: median(quotients), min: Math.min(...quotients), max: Math.max(...quotients) };
}

export function printResults(results: readonly BenchResult[]): void {
  for (const { id, name, ratio, min, max, floor, stretch, figures } of results) {
    console.log(`${id}  ${name}`);
    const spread = `    ratio ${ratio.toFixed(2)} (${min.toFixed(2)} – ${max.toFixed(2)})`;
    if (floor === undefined || stretch === undefined) console.log(spread);
    else {
      const verdict = ratio >= stretch ? 'stretch reached' : ratio >= floor ? 'floor reached' : 'below the floor';
      console.log(`${spread}   floor ${floor}, stretch ${stretch}: ${verdict}`);
    }
    for (const [figure, value] of Object.entries(figures)) {
      console.log(
        `    ${figure}: ${typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : value}`,
      );
    }
  }
}

export function writeResults(results: readonly BenchResult[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const name = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  writeFileSync(path.join(RESULTS, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
}
