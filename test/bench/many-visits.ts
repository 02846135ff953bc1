/** Ten million visits in an engine: the facts drawn there, the daily rows summed from them by the projection's own text. */
import { Projection, type WarehouseClient } from '@plumbline/warehouse';
import { PROJECTED_FAMILIES, sumSql } from '../../libs/warehouse/src/families';

export const FIRST_DAY = '2026-03-01';
export const DAY_AFTER_LAST = '2026-07-04';
const DAYS = 125;
const BRANCHES = 400;
const VISITS_A_DAY = 200;
const REGIONS = 10;
export const VISITS = BRANCHES * DAYS * VISITS_A_DAY;
const DAYS_A_STEP = 5;

export async function fillVisits(client: WarehouseClient): Promise<void> {
  await registerBranches(client);
  for (let day = 0; day < DAYS; day += DAYS_A_STEP) await insertVisits(client, day);
  const visit = PROJECTED_FAMILIES.find(({ name }) => name === 'visit');
  if (!visit) throw new Error('There is no family of visits');
  for (let day = 0; day < DAYS; day += DAYS_A_STEP) {
    await client.command(`INSERT INTO {daily:Identifier} ${sumSql(visit, 'day_range')}`, {
      facts: visit.facts,
      daily: visit.daily,
      from: dayText(day),
      to: dayText(day + DAYS_A_STEP),
    });
  }
  const [row] = await client.rows<[string, string]>(
    `SELECT (SELECT count() FROM visits FINAL),
         (SELECT sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell WHERE view = 'total' AND cell.measure = 'visit.opened')`,
  );
  if (row?.[0] !== String(VISITS) || row[1] !== String(VISITS)) {
    throw new Error(`There are ${row?.[0]} visits and ${row?.[1]} in the sums, not ${VISITS}`);
  }
}

async function registerBranches(client: WarehouseClient): Promise<void> {
  const lines = Array.from({ length: BRANCHES }, (_, index) => {
    const branchid = `B${String(1 + index).padStart(4, '0')}`;
    return Buffer.from(
      JSON.stringify({
        id: branchid,
        source: '/bench',
        type: 'plumbline.reference.branch_registered.v1',
        time: '2026-01-01T00:00:00Z',
        branchid,
        partitionkey: branchid,
        ingestedat: '2026-01-01T00:00:00Z',
        data: { name: branchid, region: `R${String(1 + (index % REGIONS)).padStart(2, '0')}` },
      }),
    );
  });
  await new Projection(client, { timeZone: 'Asia/Shanghai', projector: 'bench' }).land(lines);
}

/** Waits of exponential length around each channel's own; one visit in twelve gives up. */
async function insertVisits(client: WarehouseClient, firstDay: number): Promise<void> {
  await client.command(
    `INSERT INTO visits (cohort, branch, day, case_id, live, version, channel, service_item, priority_class, staff_ref, hour,
         arrived_at, queue_entered_at, service_started_at, served_at, abandoned_at, wait_s, target_s, wait_outcome)
     WITH
         intDiv(number, {days:UInt64} * {visits:UInt64}) AS branch_number,
         {first_day:UInt64} + intDiv(number, {visits:UInt64}) % {days:UInt64} AS day_number,
         sipHash64({first_day:UInt64}, number) AS dice,
         multiIf(dice % 20 < 12, 1, dice % 20 < 16, 2, dice % 20 < 19, 3, 4) AS channel_number,
         [400, 12, 18, 18][channel_number] AS mean_s,
         [120, 10, 10, 10][channel_number] AS short_cut_s,
         toInt64(floor(-mean_s * log((1 + intDiv(dice, 20) % 999983) / 999984))) AS drawn_s,
         intDiv(dice, 1000003) % 12 != 0 AS is_served,
         toDate32({from:String}) + day_number AS local_day,
         toDateTime64(local_day, 3, 'UTC') + 3600 + intDiv(dice, 7) % 28800 AS arrival
     SELECT
         'arrived', concat('B', leftPad(toString(1 + branch_number), 4, '0')), local_day,
         concat('v', toString(day_number), '-', toString(number)), 1, 4,
         ['onsite', 'phone', 'online', 'app'][channel_number],
         ['deposit', 'withdrawal', 'transfer', 'remittance', 'credit_card', 'settlement', 'payroll', 'mobile_banking'][1 + intDiv(dice, 11) % 8],
         ['none', 'none', 'none', 'none', 'elderly', 'disabled', 'pregnant', 'vip'][1 + intDiv(dice, 13) % 8],
         concat('s_', toString(branch_number), '_', toString(intDiv(dice, 17) % 8)),
         toHour(arrival, 'Asia/Shanghai'),
         arrival, NULL, if(is_served, arrival + drawn_s, NULL), if(is_served, arrival + drawn_s + 300, NULL),
         if(is_served, NULL, arrival + drawn_s), drawn_s, [900, 20, 30, 30][channel_number],
         multiIf(is_served, 'served', drawn_s <= short_cut_s, 'short_abandon', 'abandoned')
     FROM numbers({rows:UInt64})`,
    {
      days: DAYS_A_STEP,
      visits: VISITS_A_DAY,
      first_day: firstDay,
      from: FIRST_DAY,
      rows: BRANCHES * DAYS_A_STEP * VISITS_A_DAY,
    },
  );
}

function dayText(number: number): string {
  return new Date(Date.parse(FIRST_DAY) + number * 86_400_000).toISOString().slice(0, 10);
}
