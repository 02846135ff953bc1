/** The simulated bank: branches of different size and quality, what customers come for, and how long things take. */
import { chanceFor } from './random';

export interface SimulatedBranch {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly peerGroup: 'large' | 'medium' | 'small';
  /** Visits on an average working day. */
  readonly visitsPerDay: number;
  readonly callsPerDay: number;
  readonly counters: number;
  /** How good service is here, in points of satisfaction around 0. */
  readonly quality: number;
}

export interface SimulatedItem {
  readonly code: string;
  readonly line: 'personal' | 'corporate' | 'special';
  readonly nameZh: string;
  readonly nameEn: string;
  /** Share of visits. */
  readonly share: number;
  /** Median service time at the counter in minutes. */
  readonly serviceMinutes: number;
  /** Working days from submission to confirmation; 0 is done at the counter. */
  readonly processingDays: number;
  readonly limit: { readonly duration: number; readonly unit: 'h' | 'working_day' };
}

const REGIONS = ['east', 'south', 'north'] as const;
const NAMES = [
  'Harbour',
  'Station',
  'Market',
  'University',
  'Park',
  'Riverside',
  'Old Town',
  'Airport',
  'Garden',
  'Tower',
  'Bridge',
  'Lake',
];
const SIZES = [
  { peerGroup: 'large', visitsPerDay: 110, callsPerDay: 30, counters: 4 },
  { peerGroup: 'medium', visitsPerDay: 75, callsPerDay: 24, counters: 3 },
  { peerGroup: 'small', visitsPerDay: 50, callsPerDay: 18, counters: 2 },
] as const;

function item(
  code: string,
  line: SimulatedItem['line'],
  nameZh: string,
  nameEn: string,
  [share, serviceMinutes, processingDays]: readonly [number, number, number],
): SimulatedItem {
  const limit =
    processingDays === 0
      ? { duration: 2, unit: 'h' as const }
      : { duration: processingDays + 2, unit: 'working_day' as const };
  return { code, line, nameZh, nameEn, share, serviceMinutes, processingDays, limit };
}

export const ITEMS: readonly SimulatedItem[] = [
  item('deposit', 'personal', '存款', 'Deposit', [15, 7, 0]),
  item('withdrawal', 'personal', '取款', 'Withdrawal', [15, 6, 0]),
  item('transfer', 'personal', '转账', 'Transfer', [12, 9, 0]),
  item('remittance', 'personal', '汇款', 'Remittance', [4, 12, 1]),
  item('credit_card', 'personal', '信用卡', 'Credit card', [8, 14, 3]),
  item('personal_loan', 'personal', '个人贷款', 'Personal loan', [6, 22, 5]),
  item('personal_wealth', 'personal', '个人理财', 'Personal wealth', [8, 18, 0]),
  item('corporate_deposit', 'corporate', '企业存款', 'Corporate deposit', [4, 12, 0]),
  item('corporate_loan', 'corporate', '企业贷款', 'Corporate loan', [3, 28, 8]),
  item('settlement', 'corporate', '企业结算', 'Settlement', [5, 11, 0]),
  item('corporate_wealth', 'corporate', '企业理财', 'Corporate wealth', [2, 18, 1]),
  item('trade_finance', 'corporate', '国际贸易融资', 'Trade finance', [1, 25, 4]),
  item('payroll', 'special', '代发工资', 'Payroll', [3, 10, 1]),
  item('collection', 'special', '代收代付', 'Collection and payment', [3, 8, 0]),
  item('ic_card', 'special', 'IC 卡', 'IC card', [3, 9, 0]),
  item('internet_banking', 'special', '网上银行', 'Internet banking', [4, 12, 0]),
  item('mobile_banking', 'special', '手机银行', 'Mobile banking', [4, 10, 0]),
];

/** The same bank for the same seed, whatever its size: branch 3 is branch 3. */
export function simulatedBranches(seed: number, count: number): SimulatedBranch[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `B${String(index + 1).padStart(3, '0')}`;
    const chance = chanceFor(seed, 'branch', id);
    const size = SIZES[index % SIZES.length] as (typeof SIZES)[number];
    return {
      ...size,
      id,
      name: `${NAMES[index % NAMES.length]} branch`,
      region: REGIONS[Math.floor(index / SIZES.length) % REGIONS.length] as string,
      visitsPerDay: size.visitsPerDay * (0.9 + 0.2 * chance.uniform()),
      quality: chance.normal(0, 3),
    };
  });
}

/** Opening hours, local: Monday to Friday 9 to 17, Saturday 9 to 15, Sunday closed. 0 is Monday. */
export function openHours(weekday: number): readonly [number, number] | undefined {
  if (weekday === 6) return undefined;
  return weekday === 5 ? [9, 15] : [9, 17];
}

/** Arrivals by hour relative to an average hour: a morning peak, a lull at noon, a smaller peak after it. */
const HOUR_SHAPE: Readonly<Record<number, number>> = {
  9: 1.1,
  10: 1.5,
  11: 1.25,
  12: 0.75,
  13: 0.7,
  14: 1.0,
  15: 1.0,
  16: 0.7,
};

export function hourFactor(hour: number): number {
  return HOUR_SHAPE[hour] ?? 0;
}

export const BUSIEST_HOUR_FACTOR = 1.5;

/** Mondays and pay days (the 10th and 25th) are busy, Saturdays quiet. */
export function dayFactor(weekday: number, dayOfMonth: number): number {
  const byWeekday = weekday === 0 ? 1.15 : weekday === 5 ? 0.7 : 1;
  return byWeekday * (dayOfMonth === 10 || dayOfMonth === 25 ? 1.2 : 1);
}

/** Counters open in an hour: one fewer over lunch. */
export function openCounters(counters: number, hour: number): number {
  return hour === 12 ? Math.max(1, counters - 1) : counters;
}
