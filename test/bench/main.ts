/** `npm run bench [-- NAME …]`: every figure is a ratio of two things measured in turn in one run; see test/bench/results. */
import 'reflect-metadata';
import { whatIsMissing } from '../harness/kafka';
import { benchIngest } from './p1-ingest';
import { benchLogAppend } from './p3-log-append';
import { benchProjection } from './p4-p13-projection';
import { benchKafkaPath } from './p6-kafka-path';
import { benchKafkaProjector } from './p7-kafka-projector';
import { benchQueries } from './p9-p10-queries';
import { benchPercentiles } from './p11-percentiles';
import { benchDisk } from './p14-disk';
import { benchScoring } from './p15-scoring';
import { type BenchResult, printResults, writeResults } from './report';
import { benchScale } from './scale';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  P1: async () => [await benchIngest()],
  P3: async () => [await benchLogAppend()],
  P4: benchProjection,
  P6: onKafka('P6', benchKafkaPath),
  P7: onKafka('P7', benchKafkaProjector),
  P9: benchQueries,
  P11: async () => [await benchPercentiles()],
  P14: benchDisk,
  P15: async () => [await benchScoring()],
  SCALE: benchScale,
};

/** Figures that one bench measures beside its own. */
const RUNS_WITH: Readonly<Record<string, string>> = { P10: 'P9', P13: 'P4' };

/** Benches that need a broker are left out where none can be had, and say so. */
function onKafka(name: string, bench: () => Promise<BenchResult>): () => Promise<readonly BenchResult[]> {
  return async () => {
    const missing = whatIsMissing();
    if (missing === undefined) return [await bench()];
    console.log(`${name}  not measured: ${missing} To measure it: apt-get install openjdk-17-jre-headless maven`);
    return [];
  };
}

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
