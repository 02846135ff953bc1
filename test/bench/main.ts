/** `npm run bench [-- NAME …]`: every figure is a ratio of two things measured in turn in one run; see test/bench/results. */
import 'reflect-metadata';
import { benchIngest } from './p1-ingest';
import { benchLogAppend } from './p3-log-append';
import { benchProjection } from './p4-p13-projection';
import { benchQueries } from './p9-p10-queries';
import { benchPercentiles } from './p11-percentiles';
import { benchDisk } from './p14-disk';
import { benchScoring } from './p15-scoring';
import { type BenchResult, printResults, writeResults } from './report';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  P1: async () => [await benchIngest()],
  P3: async () => [await benchLogAppend()],
  P4: benchProjection,
  P9: benchQueries,
  P11: async () => [await benchPercentiles()],
  P14: benchDisk,
  P15: async () => [await benchScoring()],
};

/** Figures that one bench measures beside its own. */
const RUNS_WITH: Readonly<Record<string, string>> = { P10: 'P9', P13: 'P4' };

async function main(names: readonly string[]): Promise<void> {
  const wanted =
    names.length === 0
      ? Object.keys(BENCHES)
      : [...new Set(names.map((name) => RUNS_WITH[name.toUpperCase()] ?? name.toUpperCase()))];
  const unknown = wanted.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0) {
    const companions = Object.entries(RUNS_WITH)
      .map(([name, host]) => `${name} (runs with ${host})`)
      .join(', ');
    console.error(
      `There is no bench ${unknown.join(', ')}. Benches: ${Object.keys(BENCHES).join(', ')}, ${companions}.`,
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
