/** Analysis in SQL: what analysts ask the facts themselves, as a beginning for questions of their own. Grafana alone shows it. */
import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardSpec } from './dashboard';
import { counts, names } from './fields';
import type { Voice } from './language';
import { lines, table, words } from './panel';
import { SQL_SOURCE, type SqlSpec } from './sql-query';
import { ALL, type Variable } from './variables';

/** Of a cell with fewer answers than this nothing is shown, as the API shows nothing of it. */
const FEWEST_ANSWERS = 5;

/** Rows that stand, of the range and the branches chosen. The account's row policy narrows the branches before. */
function chosen(cohort: string): string {
  return `cohort = '${cohort}' AND live AND $__dateFilter(day) AND $__conditionalAll(branch IN (\${branch:singlequote}), $branch)`;
}

function ask(sql: string, format: SqlSpec['format'] = 'table'): SqlSpec {
  return { sql: sql.trim(), format };
}

/** The branches that the account may see. */
function ownBranches(say: Voice): Variable {
  return new QueryVariableBuilder('branch')
    .label(say({ zh: '网点', en: 'Branch' }))
    .datasource(SQL_SOURCE)
    .query('SELECT DISTINCT branch FROM visit_daily ORDER BY branch')
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ text: say(ALL), value: '$__all', selected: true })
    .build();
}

export function sqlAnalysis(say: Voice): DashboardSpec {
  const { n } = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const size = { unit: 'none', decimals: 1, width: 12, height: 10 };
  return {
    name: 'sq-sql',
    description: {
      zh: '面向分析：直接用 SQL 查询分析账户可读的事实表与日汇总视图。得分公式不在此重写，请用“分析探索”。',
      en: 'For analysts: SQL on the facts and the view of daily sums that their account may read. Scores are not computed again here; see Analyst explorer.',
    },
    from: 'now-30d',
    variables: [ownBranches(say)],
    sections: [
      {
        title: { zh: '办理与等候', en: 'Service and waits' },
        panels: [
          lines(
            {
              ...size,
              title: { zh: '每日到访量（按渠道）', en: 'Visits a day by channel' },
              description: {
                zh: '到访数，按当地日与渠道；事实表 visits，live 为现行行。',
                en: 'Visits by local day and channel; facts `visits`, where `live` are the rows that stand.',
              },
              unit: 'locale',
              decimals: 0,
              queries: [
                ask(
                  `
SELECT toDateTime(day, 'Asia/Shanghai') AS time, channel, count() AS "${n}"
FROM visits FINAL
WHERE ${chosen('arrived')}
GROUP BY time, channel
ORDER BY time, channel`,
                  'timeseries',
                ),
              ],
            },
            say,
          ),
          table(
            {
              ...size,
              title: { zh: '等候（分钟）与弃号', en: 'Waits in minutes, and who gave up' },
              description: {
                zh: '按渠道与服务项目：已服务者等候的中位数与 P90、弃号数。仅已服务者的分位数偏乐观，得分用 Kaplan–Meier。',
                en: 'By channel and service item: median and 90th percentile of the served alone, and how many gave up. The served alone look too good; the scores use Kaplan–Meier.',
              },
              queries: [
                ask(`
SELECT channel AS "${of('渠道', 'Channel')}", service_item AS "${of('服务项目', 'Service item')}", count() AS "${n}",
       countIf(wait_outcome = 'abandoned') AS "${of('弃号', 'Gave up')}",
       quantileExactIf(0.5)(wait_s, wait_outcome = 'served') / 60 AS "${of('中位数', 'Median')}",
       quantileExactIf(0.9)(wait_s, wait_outcome = 'served') / 60 AS "P90"
FROM visits FINAL
WHERE ${chosen('arrived')} AND wait_outcome IN ('served', 'abandoned')
GROUP BY channel, service_item
ORDER BY count() DESC, channel, service_item
LIMIT 200`),
              ],
              overrides: counts(n, of('弃号', 'Gave up')),
            },
            say,
          ),
          table(
            {
              ...size,
              title: { zh: '业务按时与返工', en: 'Transactions on time, and done again' },
              description: {
                zh: '到期业务中按时的百分比（5.1.2），按服务项目；n 为到期数。',
                en: 'Of transactions that were due the percentage on time (5.1.2), by service item; n: due.',
              },
              unit: 'percent',
              queries: [
                ask(`
SELECT service_item AS "${of('服务项目', 'Service item')}", count() AS "${n}",
       100 * countIf(cycle_outcome = 'on_time') / count() AS "${of('按时', 'On time')}"
FROM transactions FINAL
WHERE ${chosen('due')} AND cycle_outcome IN ('on_time', 'late')
GROUP BY service_item
ORDER BY 3, service_item
LIMIT 200`),
              ],
              overrides: counts(n),
            },
            say,
          ),
          table(
            {
              ...size,
              title: { zh: '现场观察：最常不合格的条目', en: 'Observed items that fail most' },
              description: {
                zh: '每个观察条目的不合格数与百分比；n 为已判断数。不含观察人与被观察人。',
                en: 'How often each observed item failed, and in percent; n: judged. Neither observer nor observed is in it.',
              },
              unit: 'percent',
              queries: [
                ask(`
SELECT form_id AS "${of('表单', 'Form')}", item AS "${of('条目', 'Item')}", count() AS "${n}",
       100 * countIf(outcome = 'fail') / count() AS "${of('不合格', 'Failed')}"
FROM observation_items FINAL
WHERE ${chosen('observed')} AND item != '' AND outcome IN ('pass', 'fail')
GROUP BY form_id, item
ORDER BY 4 DESC, form_id, item
LIMIT 200`),
              ],
              overrides: counts(n),
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '客户的声音', en: 'What customers say' },
        panels: [
          table(
            {
              ...size,
              title: { zh: '投诉：类别 × 原因', en: 'Complaints by category and cause' },
              description: {
                zh: '期内登记的投诉：已答复数、从登记到答复的中位天数（日历日）。',
                en: 'Complaints registered in the range: how many were answered, and the median of calendar days from registration to answer.',
              },
              queries: [
                ask(`
SELECT category AS "${of('类别', 'Category')}", cause_code AS "${of('原因', 'Cause')}", count() AS "${n}",
       countIf(replied_at IS NOT NULL) AS "${of('已答复', 'Answered')}",
       quantileExactIf(0.5)(dateDiff('second', registered_at, replied_at), replied_at IS NOT NULL) / 86400 AS "${of('中位天数', 'Median days')}"
FROM complaints FINAL
WHERE ${chosen('registered')}
GROUP BY category, cause_code
ORDER BY count() DESC, category, cause_code
LIMIT 200`),
              ],
              overrides: counts(n, of('已答复', 'Answered')),
            },
            say,
          ),
          table(
            {
              ...size,
              title: { zh: '问卷：各构念均值', en: 'Answers by construct' },
              description: {
                zh: `有效答复的均值（0–100），按构念与渠道；少于 ${FEWEST_ANSWERS} 份的不显示。`,
                en: `Mean of the answers that count (0 to 100) by construct and channel; fewer than ${FEWEST_ANSWERS} are not shown.`,
              },
              queries: [
                ask(`
SELECT answer.construct AS "${of('构念', 'Construct')}", channel AS "${of('渠道', 'Channel')}", count() AS "${n}",
       avg(answer.micropoints) / 1e6 AS "${of('均值', 'Mean')}"
FROM survey_responses FINAL
ARRAY JOIN answers AS answer
WHERE ${chosen('submitted')} AND answer.outcome = 'counted'
GROUP BY answer.construct, channel
HAVING count() >= ${FEWEST_ANSWERS}
ORDER BY answer.construct, channel
LIMIT 200`),
              ],
              overrides: counts(n),
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '日汇总', en: 'Daily sums' },
        panels: [
          table(
            {
              ...size,
              title: { zh: '日汇总视图里有什么', en: 'What the daily sums hold' },
              description: {
                zh: '视图 daily：每族、每队列、每度量的单元数与总和。得分由此计算；n 为单元数。',
                en: 'The view `daily`: cells and totals of each family, cohort and measure. Scores are computed from it; n: cells.',
              },
              width: 14,
              queries: [
                ask(`
SELECT family AS "${of('族', 'Family')}", cohort AS "${of('队列', 'Cohort')}", cell.measure AS "${of('度量', 'Measure')}",
       count() AS "${n}", toFloat64(sum(cell.value)) AS "${of('总和', 'Total')}"
FROM daily
ARRAY JOIN cells AS cell
WHERE $__dateFilter(day) AND $__conditionalAll(branch IN (\${branch:singlequote}), $branch)
GROUP BY family, cohort, cell.measure
ORDER BY family, cohort, cell.measure
LIMIT 1000`),
              ],
              overrides: counts(n),
            },
            say,
          ),
          words(
            { zh: '写自己的查询', en: 'Questions of your own' },
            {
              zh: '在 **Explore** 中选择数据源 **ClickHouse（analysts）**。事实表是折叠后的行：每个查询都要有 `FINAL` 与 `live`，并用 `$__dateFilter(day)` 限定时间。\n\n可读：visits、transactions、complaints、survey_responses、inquiries、interviews、contacts、observation_items 与视图 daily；仅限账户的网点，且不含人员与客户。',
              en: 'In **Explore**, with the data source **ClickHouse (analysts)**. Facts are folded rows: `FINAL` and `live` belong to every question, and `$__dateFilter(day)` keeps it to the range.\n\nTo be read: visits, transactions, complaints, survey_responses, inquiries, interviews, contacts, observation_items and the view daily; of the account’s branches, without staff and customers.',
            },
            { width: 10, height: 10 },
            say,
          ),
        ],
      },
    ],
  };
}
