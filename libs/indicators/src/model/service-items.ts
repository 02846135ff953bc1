/** The 17 service items of clause 5.1.1 with their service line, and the fixed reference mix W of the item index (metrics.md). */
import type { Label } from '../label';

export interface ServiceItem {
  readonly code: string;
  readonly line: 'personal' | 'corporate' | 'special';
  readonly name: Label;
  /** Share of the reference mix, in percent. */
  readonly mix: number;
}

function item(code: string, line: ServiceItem['line'], zh: string, en: string, mix: number): ServiceItem {
  return { code, line, name: { zh, en }, mix };
}

/** What a bank starts from; a ServiceItemDefined replaces the line and the names of its item. */
export const SERVICE_ITEMS: readonly ServiceItem[] = [
  item('deposit', 'personal', '存款', 'Deposit', 15),
  item('withdrawal', 'personal', '取款', 'Withdrawal', 15),
  item('transfer', 'personal', '转账', 'Transfer', 12),
  item('remittance', 'personal', '汇款', 'Remittance', 4),
  item('credit_card', 'personal', '信用卡', 'Credit card', 8),
  item('personal_loan', 'personal', '个人贷款', 'Personal loan', 6),
  item('personal_wealth', 'personal', '个人理财', 'Personal wealth', 8),
  item('corporate_deposit', 'corporate', '企业存款', 'Corporate deposit', 4),
  item('corporate_loan', 'corporate', '企业贷款', 'Corporate loan', 3),
  item('settlement', 'corporate', '企业结算', 'Settlement', 5),
  item('corporate_wealth', 'corporate', '企业理财', 'Corporate wealth', 2),
  item('trade_finance', 'corporate', '国际贸易融资', 'Trade finance', 1),
  item('payroll', 'special', '代发工资', 'Payroll', 3),
  item('collection', 'special', '代扣代缴', 'Collection and payment', 3),
  item('ic_card', 'special', '金融IC卡', 'IC card', 3),
  item('internet_banking', 'special', '网上银行', 'Internet banking', 4),
  item('mobile_banking', 'special', '手机银行', 'Mobile banking', 4),
];

export const REFERENCE_MIX: Readonly<Record<string, number>> = Object.fromEntries(
  SERVICE_ITEMS.map(({ code, mix }) => [code, mix]),
);
