/** What a bench reports: ratios of two things measured side by side, in turn, with their spread. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cpuSeconds } from './cpu-time';

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
  /** Where less is better: then a goal is the most that it may be. */
  readonly lessIsBetter?: true;
  /** Where it is no ratio. */
  readonly unit?: '%' | 'ms';
  /** Absolute figures beside it, with their unit in the name. */
  readonly figures: Readonly<Record<string, number | string>>;
}

/** What a piece of work took. */
export interface Measured {
  readonly seconds: number;
  /** Of the process that was watched and those that it started; undefined where that is not counted. */
  readonly cpuSeconds: number | undefined;
}

const RESULTS = path.resolve(process.cwd(), 'test/bench/results');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Measures two things in turn, A B A B …, round by round. */
export async function interleaved(
  rounds: number,
  a: () => Promise<Measured>,
  b: () => Promise<Measured>,
): Promise<{ a: Measured[]; b: Measured[] }> {
  const measured = { a: [] as Measured[], b: [] as Measured[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.a.push(await a());
    measured.b.push(await b());
  }
  return measured;
}

/** @param pid whose CPU time is meant, that of its children included */
export async function measure(work: () => Promise<void>, pid: number = process.pid): Promise<Measured> {
  const cpuBefore = cpuSeconds(pid);
  const taken = await seconds(work);
  const cpuAfter = cpuSeconds(pid);
  return {
    seconds: taken,
    cpuSeconds: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
  };
}

export async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

export function secondsOf(measured: readonly Measured[]): number[] {
  return measured.map((each) => each.seconds);
}

/** Microseconds of CPU an event, or why there are none. */
export function cpuMicrosecondsAnEvent(measured: readonly Measured[], events: number): number | string {
  const counted = measured.flatMap((each) => each.cpuSeconds ?? []);
  return counted.length === 0 ? `not counted on ${process.platform}` : (1e6 * median(counted)) / events;
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
  for (const result of results) {
    const { id, name, ratio, min, max, unit, figures } = result;
    const [middle, least, most] = [ratio, min, max].map(inThreeDigits);
    console.log(`${id}  ${name}`);
    console.log(`    ${unit ?? 'ratio'} ${middle} (${least} – ${most})${verdictOn(result)}`);
    for (const [figure, value] of Object.entries(figures)) {
      console.log(
        `    ${figure}: ${typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : value}`,
      );
    }
  }
}

function verdictOn({ ratio, floor, stretch, lessIsBetter }: BenchResult): string {
  if (floor === undefined || stretch === undefined) return '';
  const reaches = (goal: number): boolean => (lessIsBetter ? ratio <= goal : ratio >= goal);
  const verdict = reaches(stretch) ? 'stretch reached' : reaches(floor) ? 'floor reached' : 'floor not reached';
  return `   floor ${floor}, stretch ${stretch}: ${verdict}`;
}

function inThreeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

export function writeResults(results: readonly BenchResult[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const name = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  writeFileSync(path.join(RESULTS, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
}
