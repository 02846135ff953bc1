/** Ways from one dashboard to another and down to the cases; all keep the time range and the chosen variables. */
import type { Label } from '@plumbline/indicators';
import type { Language } from './language';
import type { DataLink } from './panel';

export const DASHBOARD_NAMES = [
  'sq-executive',
  'sq-quality',
  'sq-branch',
  'sq-complaints',
  'sq-explorer',
  'sq-data-quality',
] as const;
/** Asks ClickHouse itself, which a machine without Grafana has no data source for: no dashboard of the viewer leads to it. */
export const SQL_DASHBOARD = 'sq-sql';
export type DashboardName = (typeof DASHBOARD_NAMES)[number] | typeof SQL_DASHBOARD;

export const TITLES: Readonly<Record<DashboardName, Label>> = {
  'sq-executive': { zh: '服务质量总览', en: 'Executive overview' },
  'sq-quality': { zh: '质量管理', en: 'Quality manager' },
  'sq-branch': { zh: '网点', en: 'Branch' },
  'sq-complaints': { zh: '投诉', en: 'Complaints' },
  'sq-explorer': { zh: '分析探索', en: 'Analyst explorer' },
  'sq-data-quality': { zh: '数据质量', en: 'Data quality' },
  'sq-sql': { zh: 'SQL 分析', en: 'Analysis in SQL' },
};

/** Unique in a Grafana, which holds both languages. */
export function uidOf(name: DashboardName, language: Language): string {
  return language === 'en' ? `${name}-en` : name;
}

/** @param variables such as `var-branch=${__data.fields.Code}` or `${region:queryparam}` */
export function to(name: DashboardName, language: Language, title: Label, ...variables: readonly string[]): DataLink {
  return { title, url: `/d/${uidOf(name, language)}?${[...variables, '${__url_time_range}'].join('&')}` };
}

/** The page of Plumbline that opens one score. `platform` is a variable, since Grafana stands at another address. */
export function explain(id: string, ...parameters: readonly string[]): DataLink {
  const query = [`id=${id}`, ...parameters, 'from=${__from}', 'to=${__to}'].join('&');
  return {
    title: { zh: '为什么：解释与证据', en: 'Why: explanation and evidence' },
    url: `\${platform:raw}/explain?${query}`,
  };
}

export const WHY_OVERALL = explain('overall', '${region:queryparam}', '${branch:queryparam}');
