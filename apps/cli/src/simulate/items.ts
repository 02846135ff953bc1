/** What customers come for: the 17 service items of the reference mix (metrics.md), and how long each takes. */
import type { ServiceLine } from '@plumbline/events';

export interface SimulatedItem {
  readonly code: string;
  readonly line: ServiceLine;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Of 100 visits to a branch, those for this item: its weight in the reference mix. */
  readonly share: number;
  /** Whether it is also dealt with by telephone and online; cash and contracts need a counter. */
  readonly isRemote: boolean;
  /** Median service time at the counter in minutes. */
  readonly serviceMinutes: number;
  /** What the back office does after the visit; without it the item is done at the counter. */
  readonly backOffice: { readonly medianHours: number; readonly limitWorkingDays: number } | undefined;
  /** Points of satisfaction above (below 0: under) the average item. */
  readonly appeal: number;
}

/** Limit of items done at the counter, from submission to confirmation. */
export const COUNTER_LIMIT_HOURS = 2;

type Names = readonly [code: string, zh: string, en: string];
type Traits = readonly [share: number, serviceMinutes: number, appeal: number];

function counterItem(line: ServiceLine, names: Names, traits: Traits, isRemote = false): SimulatedItem {
  const [code, nameZh, nameEn] = names;
  const [share, serviceMinutes, appeal] = traits;
  return { code, line, nameZh, nameEn, share, serviceMinutes, appeal, isRemote, backOffice: undefined };
}

function backOfficeItem(
  line: ServiceLine,
  names: Names,
  traits: Traits,
  limitWorkingDays: number,
  isRemote = false,
): SimulatedItem {
  // At this median and an average pace three of four are in time: the limit is met with effort.
  const medianHours = limitWorkingDays * 8 * 0.72;
  return { ...counterItem(line, names, traits, isRemote), backOffice: { medianHours, limitWorkingDays } };
}

export const ITEMS: readonly SimulatedItem[] = [
  counterItem('personal', ['deposit', '存款', 'Deposit'], [15, 7, 2]),
  counterItem('personal', ['withdrawal', '取款', 'Withdrawal'], [15, 6, 2]),
  counterItem('personal', ['transfer', '转账', 'Transfer'], [12, 9, 1], true),
  backOfficeItem('personal', ['remittance', '汇款', 'Remittance'], [4, 12, 0], 2, true),
  backOfficeItem('personal', ['credit_card', '信用卡', 'Credit card'], [8, 14, -3], 5, true),
  backOfficeItem('personal', ['personal_loan', '个人贷款', 'Personal loan'], [6, 22, -5], 7),
  counterItem('personal', ['personal_wealth', '个人理财', 'Personal wealth'], [8, 18, -1], true),
  counterItem('corporate', ['corporate_deposit', '企业存款', 'Corporate deposit'], [4, 12, 1]),
  backOfficeItem('corporate', ['corporate_loan', '企业贷款', 'Corporate loan'], [3, 28, -6], 10),
  counterItem('corporate', ['settlement', '企业结算', 'Settlement'], [5, 11, 0], true),
  backOfficeItem('corporate', ['corporate_wealth', '企业理财', 'Corporate wealth'], [2, 18, -1], 3),
  backOfficeItem('corporate', ['trade_finance', '国际贸易融资', 'Trade finance'], [1, 25, -4], 6),
  backOfficeItem('special', ['payroll', '代发工资', 'Payroll'], [3, 10, 1], 3),
  counterItem('special', ['collection', '代收代付', 'Collection and payment'], [3, 8, 1], true),
  counterItem('special', ['ic_card', 'IC 卡', 'IC card'], [3, 9, 0]),
  counterItem('special', ['internet_banking', '网上银行', 'Internet banking'], [4, 12, -2], true),
  counterItem('special', ['mobile_banking', '手机银行', 'Mobile banking'], [4, 10, -1], true),
];
