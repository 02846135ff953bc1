/** Analyst explorer: any measure, by any group, in any grain. */
import type { DashboardSpec } from './dashboard';
import { casesOnTheRight, coded, counts, hidden, names, plain, share, status } from './fields';
import { VERDICTS } from './appearance';
import type { Voice } from './language';
import { explain } from './links';
import { lines, numbers, table, words } from './panel';
import { branches, channels, grain, group, node, platform, regions } from './variables';

const WHERE = { region: '${region:csv}', branch: '${branch:csv}', channel: '${channel:csv}' };
const ID = { id: '${id:csv}' };

export function explorer(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const chosen = ['${region:queryparam}', '${branch:queryparam}', '${channel:queryparam}'] as const;
  return {
    name: 'sq-explorer',
    description: {
      zh: '面向分析：任一度量 × 任一分组 × 任一粒度；数字可展开到案例。',
      en: 'For analysts: any measure by any group in any grain; numbers open down to their cases.',
    },
    from: 'now-30d',
    variables: [
      platform(),
      node(say, ['overall', 'dimension', 'indicator', 'metric'], 'c1-csat-index'),
      group(say),
      grain(say),
      regions(say),
      branches(say),
      channels(say),
    ],
    sections: [
      {
        title: { zh: '所选度量', en: 'The chosen measure' },
        panels: [
          numbers(
            {
              title: { zh: '$id：整个区间', en: '$id: the whole range' },
              description: {
                zh: '得分（0–100，8.1）及 95 % 区间；度量另有自身单位的数值；n 为样本，覆盖率为已计分权重之比。',
                en: 'Score (0 to 100, 8.1) with its 95 % interval; of metrics the value in its own unit; n: cases; coverage: weight that could be scored.',
              },
              unit: 'none',
              decimals: 1,
              width: 24,
              height: 5,
              links: [explain('${id:csv}', ...chosen)],
              queries: [
                {
                  url: '/scores',
                  root: 'rows',
                  params: { ...ID, ...WHERE },
                  columns: [
                    ['score', as.score],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['value', as.value],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [...plain(as.lower, as.upper), ...counts(as.n)],
            },
            say,
          ),
          lines(
            {
              title: { zh: '$id 走势（按 $by）', en: '$id over time by $by' },
              description: {
                zh: '度量以自身单位，上级以得分；案例最多的 12 组。少于 5 人回答的单元隐藏。',
                en: 'Metrics in their unit, others as scores; the twelve groups with the most cases. Cells with fewer than 5 answers are hidden.',
              },
              unit: 'none',
              decimals: 1,
              width: 12,
              height: 11,
              queries: [
                {
                  url: '/charts/series',
                  root: 'rows',
                  format: 'timeseries',
                  params: { ...ID, by: '${by:csv}', grain: '${grain:csv}', ...WHERE },
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['name', as.group, 'string'],
                    ['value', as.value],
                  ],
                },
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '$id（按 $by）', en: '$id by $by' },
              description: {
                zh: '各组数值、同等样本下 95 % 与 99.8 % 漏斗界限、z 与错误发现率 q；最差在前。',
                en: 'Value of each group, 95 % and 99.8 % funnel limits at its size, z and false-discovery rate q; the worst first.',
              },
              unit: 'none',
              decimals: 2,
              width: 12,
              height: 11,
              links: [explain('${id:csv}', '${by:csv}=${__data.fields["Code"]}')],
              queries: [
                {
                  url: '/charts/funnel',
                  root: 'rows',
                  params: { ...ID, by: '${by:csv}', ...WHERE },
                  columns: [
                    ['group', 'Code', 'string'],
                    ['name', as.group, 'string'],
                    ['value', as.value],
                    ['standing', as.verdict, 'string'],
                    ['n', as.n],
                    ['lower95', '95 % ↓'],
                    ['upper95', '95 % ↑'],
                    ['lower998', '99.8 % ↓'],
                    ['upper998', '99.8 % ↑'],
                    ['z', 'z'],
                    ['q', 'q'],
                  ],
                },
              ],
              overrides: [coded(as.verdict, VERDICTS, say), ...counts(as.n), ...hidden('Code')],
            },
            say,
          ),
          lines(
            {
              title: { zh: '$id 与样本', en: '$id and its cases' },
              description: {
                zh: '整体走势与 95 % 区间界限，右轴为 n。',
                en: 'The whole over time with its 95 % limits; n on the right.',
              },
              unit: 'none',
              decimals: 1,
              width: 12,
              height: 9,
              queries: [
                {
                  url: '/charts/series',
                  root: 'rows',
                  format: 'timeseries',
                  params: { ...ID, grain: '${grain:csv}', ...WHERE },
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['value', as.value],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [casesOnTheRight(as.n)],
            },
            say,
          ),
          table(
            {
              title: { zh: '构成：下级的贡献', en: 'What it is made of' },
              description: {
                zh: '所选节点的下级：份额、得分与贡献（Σ 贡献 = 得分），及较上期变化。度量没有下级，列出其各层：均值、份额与对数值的贡献（以度量单位）。',
                en: 'What lies right below: share, score and contribution (they add up to the score), and the change. A metric has its strata below: mean, share, and what each adds to the value, in its unit.',
              },
              unit: 'none',
              decimals: 2,
              width: 12,
              height: 9,
              links: [explain('${__data.fields["Node"]}', ...chosen)],
              queries: [
                {
                  url: '/scores/explain',
                  root: 'rows',
                  params: { ...ID, format: 'rows', section: 'contributions,strata', ...WHERE },
                  columns: [
                    ['node_id', 'Node', 'string'],
                    [say.field('name_'), as.name, 'string'],
                    ['amount', of('贡献', 'Contribution')],
                    ['score', as.score],
                    ['share', of('份额', 'Share')],
                    ['change', as.change],
                    ['n', as.n],
                    ['status', as.status, 'string'],
                  ],
                },
              ],
              overrides: [share(of('份额', 'Share')), ...counts(as.n), status(as.status, say), ...hidden('Node')],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '自由查询', en: 'Free queries' },
        panels: [
          words(
            { zh: '用 SQL 查询', en: 'Ask in SQL' },
            {
              zh: '在 Grafana 中，仪表板 **SQL 分析**（文件夹 Plumbline SQL）直接查询事实表与日汇总；自己的查询用 Explore 与数据源 **ClickHouse (analysts)**。没有 Grafana 的机器上没有该数据源。',
              en: 'In Grafana the dashboard **Analysis in SQL** (folder Plumbline SQL) asks facts and daily sums themselves; questions of your own go through Explore with the data source **ClickHouse (analysts)**. A machine without Grafana has no such data source.',
            },
            { width: 24, height: 4 },
            say,
          ),
        ],
      },
    ],
  };
}
