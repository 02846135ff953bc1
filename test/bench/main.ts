/** `npm run bench [-- NAME …]`: every figure is a ratio of two things measured in turn in one run; see test/bench/results. */
import 'reflect-metadata';
import { benchIngest } from './p1-ingest';
import { benchLogAppend } from './p3-log-append';
import { benchProjection } from './p4-p13-projection';
import { benchScale } from './scale';
import { type BenchResult, printResults, writeResults } from './report';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  P1: async () => [await benchIngest()],
  P3: async () => [await benchLogAppend()],
  P4: benchProjection,
  SCALE: benchScale,
};

/** Benches that run with another. */
const SAME: Readonly<Record<string, string>> = { P13: 'P4', P14: 'SCALE' };

async function main(names: readonly string[]): Promise<void> {
  const wanted =
    names.length === 0 ? Object.keys(BENCHES) : names.map((name) => SAME[name.toUpperCase()] ?? name.toUpperCase());
  const unknown = wanted.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0) {
    console.error(
      `There is no bench ${unknown.join(', ')}. Benches: ${Object.keys(BENCHES).join(', ')} (P13 runs with P4, P14 with SCALE).`,
    );
    process.exitCode = 2;
    return;
  }
  const results: BenchResult[] = [];
  for (const name of wanted) {
    const measured = await (BENCHES[name] as () => Promise<readonly BenchResult[]>)();
    printResults(measured);
    results.push(...measured);
  }
  writeResults(results);
  process.exit();
}

void main(process.argv.slice(2));
