/** What re-summing costs as a day fills: every batch sums the touched branch-days anew, from all facts that they have by then. */
import { PROJECTED_FAMILIES, type ProjectedFamily, type WarehouseClient } from '@plumbline/warehouse';
import { sumSql } from '../../libs/warehouse/src/families';
import { type EngineWork, inWords, type Work } from './engine-work';
import { type BenchResult, median } from './report';

const BRANCHES = 1_000;
const FACTS_A_DAY = [10, 50, 100, 200, 400, 600];
const ROUNDS = 5;
const VISIT = PROJECTED_FAMILIES.find(({ name }) => name === 'visit') as ProjectedFamily;

/** @param client a database with visits of some branches and days, each of which stands for one branch of a larger bank's day */
export async function benchResum(client: WarehouseClient, engine: EngineWork): Promise<BenchResult> {
  await client.command(
    `CREATE TABLE branch_days ENGINE = Memory AS
     SELECT branch, day, toUInt64(row_number() OVER (ORDER BY branch, day) - 1) AS number FROM (SELECT DISTINCT branch, day FROM visits)`,
  );
  await client.command('CREATE TABLE day_facts AS visits');
  await client.command('CREATE TABLE day_sums AS visit_daily');
  await client.command(
    `CREATE TABLE day_places ENGINE = Memory AS
     SELECT 'arrived' AS cohort, toString(number) AS branch, toDate32('2026-03-02') AS day FROM numbers(${BRANCHES})`,
  );
  const figures: Record<string, string> = {};
  const cpuMs: number[] = [];
  for (const [step, facts] of FACTS_A_DAY.entries()) {
    await addFacts(client, FACTS_A_DAY[step - 1] ?? 0, facts);
    const rounds: Work[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push(
        await engine.of(() =>
          client.command(`INSERT INTO {daily:Identifier} ${sumSql(VISIT, 'staged_places')}`, {
            facts: 'day_facts',
            daily: 'day_sums',
            staged: 'day_places',
          }),
        ),
      );
    }
    const middle = {
      wallMs: median(rounds.map((round) => round.wallMs)),
      cpuMs: median(rounds.map((round) => round.cpuMs)),
    };
    cpuMs.push(middle.cpuMs);
    figures[`${facts} facts a branch-day, ms for ${BRANCHES} branch-days`] = inWords(middle);
  }
  const [cells] = await client.rows<[number, number, number]>(
    "SELECT avgIf(length(cells), view = 'total'), avgIf(length(cells), view = 'bins'), avgIf(length(cells), view = 'slices') FROM day_sums FINAL",
  );
  const [first = 0, last = 0] = [cpuMs[0], cpuMs.at(-1)];
  const most = FACTS_A_DAY.at(-1) ?? 0;
  return {
    id: 'resum',
    name: `CPU to sum branch-days of ${most} facts ÷ of ${FACTS_A_DAY[0]}`,
    ratio: last / first,
    min: last / first,
    max: last / first,
    figures: {
      ...figures,
      'summed, facts a CPU-second at the end': (1_000 * BRANCHES * most) / last,
      'cells of a "total", a "bins" and a "slices" row at the end':
        cells?.map((count) => count.toFixed(0)).join(', ') ?? '',
    },
  };
}

/** The facts from the nth to the mth of each branch-day, given to every branch that it stands for. */
async function addFacts(client: WarehouseClient, from: number, to: number): Promise<void> {
  await client.command(
    `INSERT INTO day_facts
     SELECT visit.* EXCEPT (number) REPLACE (toString(larger.number) AS branch, toDate32('2026-03-02') AS day)
     FROM
     (
         SELECT visits.*, branch_days.number AS number
         FROM visits FINAL
         INNER JOIN branch_days USING (branch, day)
         ORDER BY cityHash64(case_id)
         LIMIT {from:UInt32}, {count:UInt32} BY branch, day
     ) AS visit
     INNER JOIN (SELECT number, number % (SELECT count() FROM branch_days) AS original FROM numbers(${BRANCHES})) AS larger
         ON larger.original = visit.number`,
    { from, count: to - from },
  );
  await client.command('OPTIMIZE TABLE day_facts FINAL');
}
