/** Quality manager: indicators as small multiples, what is weakest, whether it is stable, where it comes from. */
import { type MetricDefinition, NODES } from '@plumbline/indicators';
import { CHANGE_THRESHOLDS, COLOURS, SCORE_THRESHOLDS } from './appearance';
import type { DashboardSpec } from './dashboard';
import { band, casesOnTheRight, colouredCell, count, counts, hidden, line, marks, names, status } from './fields';
import type { Voice } from './language';
import { explain, to } from './links';
import { bars, type BuiltPanel, lines, table } from './panel';
import { branches, grain, node, PLACES, platform, regions } from './variables';

const INDICATORS = NODES.filter(({ level }) => level === 'indicator');
const GRAIN = { grain: '${grain:csv}' };

export function quality(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const serviceItem = of('服务项目', 'Service item');
  const chosen = ['${region:queryparam}', '${branch:queryparam}'] as const;
  return {
    name: 'sq-quality',
    description: {
      zh: '面向质量管理：11 个指标的走势、最弱的度量、控制图、网点热图、满意度与等候。',
      en: 'For quality managers: eleven indicators over time, the weakest metrics, a control chart, branches by indicator, satisfaction and waits.',
    },
    from: 'now-30d',
    variables: [
      platform(),
      regions(say),
      branches(say),
      grain(say, 'day'),
      node(say, ['overall', 'dimension', 'indicator', 'metric'], 'p1'),
    ],
    sections: [
      {
        title: { zh: '11 个指标', en: 'Eleven indicators' },
        panels: INDICATORS.map((indicator) => smallMultiple(indicator, say)),
      },
      {
        title: { zh: '最弱之处与稳定性', en: 'What is weakest, and what is stable' },
        panels: [
          table(
            {
              title: { zh: '度量（最弱在前）', en: 'Metrics, the weakest first' },
              description: {
                zh: '每个度量的得分 = 数值按三个锚点（0、60、100 分）折线归一（8.1）；95 % 区间、n 与状态。样本不足者不计入上级。',
                en: 'Score of each metric: its value on the line through three anchors (0, 60, 100 points; 8.1), with 95 % interval, n and status. Low samples do not count above.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 12,
              height: 11,
              sortBy: as.score,
              links: [explain('${__data.fields["Id"]}', ...chosen)],
              queries: [
                {
                  url: '/scores',
                  root: 'rows',
                  params: { level: 'metric', compare: 'previous', ...PLACES },
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name.'), as.name, 'string'],
                    ['score', as.score],
                    ['previous.change', as.change],
                    ['value', as.value],
                    ['unit', as.unit, 'string'],
                    ['n', as.n],
                    ['status', as.status, 'string'],
                  ],
                },
              ],
              overrides: [
                colouredCell(as.score, SCORE_THRESHOLDS),
                ...counts(as.n),
                status(as.status, say),
                ...hidden('Id'),
              ],
            },
            say,
          ),
          lines(
            {
              title: { zh: '控制图：$id', en: 'Control chart: $id' },
              description: {
                zh: '三倍标准差界限：比例用 p（离散过大时 Laney p′），率用 u，其余用 XmR；界限冻结于前 20 点，不足 20 点为试用。圆点表示触发规则：界外、同侧 7 点、连升连降 7 点、3 点中 2 点近界、EWMA 漂移（λ = 0.2，L = 2.962）。',
                en: 'Three-sigma limits: p for shares (Laney p′ where they spread more), u for rates, XmR for the rest; frozen on the first 20 points, on trial with fewer. Dots: outside, 7 on a side, 7 rising or falling, 2 of 3 near a limit, EWMA drift (λ = 0.2, L = 2.962).',
              },
              unit: 'none',
              decimals: 1,
              width: 12,
              height: 11,
              links: [explain('${id:csv}', ...chosen)],
              queries: [
                {
                  url: '/charts/control',
                  root: 'rows',
                  format: 'timeseries',
                  params: { id: '${id:csv}', ...GRAIN, ...PLACES },
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['value', as.value],
                    ['centre', as.centre],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['signal', as.signal],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [
                line(as.centre, 'text'),
                line(as.lower, COLOURS.weak, 'dash'),
                line(as.upper, COLOURS.weak, 'dash'),
                marks(as.signal, COLOURS.bad),
                casesOnTheRight(as.n),
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '网点 × 指标', en: 'Branches by indicator' },
              description: {
                zh: '各网点 11 个指标的得分（8.1），颜色按等级界限，数字即得分；空格表示未达公布条件（覆盖率低于 60 % 或已隐藏）。',
                en: 'Scores of the eleven indicators by branch (8.1), coloured by bands, the number is the score; empty where coverage is below 60 % or the cell is hidden.',
              },
              unit: 'none',
              decimals: 0,
              thresholds: SCORE_THRESHOLDS,
              width: 24,
              height: 12,
              links: [
                to(
                  'sq-branch',
                  say.language,
                  { zh: '打开网点', en: 'Open the branch' },
                  'var-branch=${__data.fields["Code"]}',
                ),
              ],
              queries: [
                {
                  url: '/charts/matrix',
                  root: 'rows',
                  params: PLACES,
                  columns: [
                    ['group', 'Code', 'string'],
                    ['name', as.branch, 'string'],
                    ['overall', of('总体', 'Overall')],
                    ...INDICATORS.map(({ id, name }) => [id, say(name)] as const),
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [
                ...[of('总体', 'Overall'), ...INDICATORS.map(({ name }) => say(name))].map((field) =>
                  colouredCell(field, SCORE_THRESHOLDS),
                ),
                count(as.n),
                ...hidden('Code'),
              ],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '满意度', en: 'Satisfaction' },
        panels: [
          lines(
            {
              title: { zh: '满意度指数（按渠道）', en: 'Satisfaction index by channel' },
              description: {
                zh: 'Σ w·a / Σ w，a 为 0–100 的答案，按条线 × 渠道 × 优先级事后分层加权（8.1.4）；每条线一个渠道，至多 12 个。少于 5 人回答的单元隐藏。',
                en: 'Σ w·a / Σ w of answers 0 to 100, post-stratified by service line, channel and priority (8.1.4); a line a channel, twelve at most. Cells with fewer than 5 answers are hidden.',
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
                  params: { id: 'c1-csat-index', by: 'channel', ...GRAIN, ...PLACES },
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['name', as.group, 'string'],
                    ['value', of('满意度', 'Satisfaction')],
                  ],
                },
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '满意度（按服务项目）', en: 'Satisfaction by service item' },
              description: {
                zh: '各服务项目的满意度指数（8.1.4）与同等样本下的 95 % 漏斗界限及样本 n。',
                en: 'Satisfaction index by service item (8.1.4) with 95 % funnel limits at its size, and n.',
              },
              unit: 'none',
              decimals: 1,
              width: 12,
              height: 9,
              links: [explain('c1-csat-index', `service_item=\${__data.fields["${serviceItem}"]}`)],
              queries: [
                {
                  url: '/charts/funnel',
                  root: 'rows',
                  params: { id: 'c1-csat-index', by: 'service_item', ...PLACES },
                  columns: [
                    ['group', serviceItem, 'string'],
                    ['value', of('满意度', 'Satisfaction')],
                    ['lower95', of('漏斗下限', 'Funnel, lower')],
                    ['upper95', of('漏斗上限', 'Funnel, upper')],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [...counts(as.n)],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '等候与客流', en: 'Waits and load' },
        panels: [
          lines(
            {
              title: { zh: '等候时长百分位（网点现场）', en: 'Percentiles of the wait, on site' },
              description: {
                zh: 'Kaplan–Meier 估计的 50、90、95 百分位，放弃者作删失（2.1.3）；细虚线为仅计已服务者的 P90，放弃者多时偏乐观。右轴为人数 n。',
                en: '50th, 90th and 95th percentile by Kaplan–Meier, abandonments censored (2.1.3); dashed: P90 of the served alone, too good where many give up. Cases n on the right.',
              },
              unit: 'm',
              decimals: 1,
              width: 12,
              height: 10,
              links: [explain('p1-wait-p90', ...chosen)],
              queries: [
                {
                  url: '/charts/waits',
                  root: 'rows',
                  format: 'timeseries',
                  params: { ...GRAIN, ...PLACES },
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['p50', 'P50'],
                    ['p90', 'P90'],
                    ['p95', 'P95'],
                    ['served_p90', of('已服务 P90', 'P90, served')],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [line(of('已服务 P90', 'P90, served'), COLOURS.fair, 'dash'), casesOnTheRight(as.n)],
            },
            say,
          ),
          loadTable(say),
          bars(
            {
              title: { zh: '指标较上期变化', en: 'Change of the indicators' },
              description: {
                zh: '各指标得分较等长上期的变化（分）；解释见各指标的“为什么”。',
                en: 'Change of each indicator since the equally long period before, in points; “why” opens each.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: CHANGE_THRESHOLDS,
              width: 24,
              height: 9,
              queries: [
                {
                  url: '/scores',
                  root: 'rows',
                  params: { level: 'indicator', compare: 'previous', ...PLACES },
                  columns: [
                    [say.field('name.'), as.name, 'string'],
                    ['previous.change', as.change],
                  ],
                },
              ],
            },
            say,
          ),
        ],
      },
    ],
  };
}

function smallMultiple({ id, name, metrics }: (typeof NODES)[number], say: Voice): BuiltPanel {
  const as = names(say);
  return lines(
    {
      title: name,
      description: {
        zh: `${id.toUpperCase()}：Σ w·s / Σ w，由 ${metrics.length} 个度量组成：${listed(metrics, 'zh')}。阴影为 95 % 区间，右轴为 n。`,
        en: `${id.toUpperCase()}: Σ w·s / Σ w of ${metrics.length} metrics: ${listed(metrics, 'en')}. Shaded: 95 % interval; n on the right.`,
      },
      unit: 'none',
      decimals: 0,
      thresholds: SCORE_THRESHOLDS,
      width: 8,
      height: 7,
      links: [explain(id, '${region:queryparam}', '${branch:queryparam}')],
      queries: [
        {
          url: '/charts/series',
          root: 'rows',
          format: 'timeseries',
          params: { id, ...GRAIN, ...PLACES },
          columns: [
            ['time', as.time, 'timestamp'],
            ['value', as.score],
            ['lower', as.lower],
            ['upper', as.upper],
            ['n', as.n],
          ],
        },
      ],
      overrides: [...band(as.lower, as.upper), casesOnTheRight(as.n)],
    },
    say,
  );
}

/** Metrics with their weight and clause. */
export function listed(metrics: readonly MetricDefinition[], language: 'zh' | 'en'): string {
  const [stop, open, close] = language === 'zh' ? ['；', '（', '）'] : ['; ', ' (', ')'];
  return metrics
    .map(({ name, weight, clause }) =>
      `${name[language]}${open}${weight}，${clause}${close}`.replace('，', language === 'zh' ? '，' : ', '),
    )
    .join(stop);
}

function loadTable(say: Voice): BuiltPanel {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const days = [['mon', '周一', 'Mon'], ['tue', '周二', 'Tue'], ['wed', '周三', 'Wed'], ['thu', '周四', 'Thu'], ['fri', '周五', 'Fri'], ['sat', '周六', 'Sat'], ['sun', '周日', 'Sun']] as const; // prettier-ignore
  const load = { mode: SCORE_THRESHOLDS.mode, steps: [[null, 'transparent'], [5, 'super-light-blue'], [20, 'light-blue'], [60, 'semi-dark-blue'], [120, 'dark-blue']].map(([value, color]) => ({ value: value as number | null, color: color as string })) }; // prettier-ignore
  return table(
    {
      title: { zh: '客流：小时 × 星期', en: 'Load: hour by weekday' },
      description: {
        zh: '平均每个有客流的该星期几、该小时的到访数（本地时间，按到达）；颜色越深越忙，数字即平均数，n 为总到访数。',
        en: 'Visits in the hour, per day of that weekday on which anybody came (local time, by arrival); the darker the busier, the number is the mean, n all visits.',
      },
      unit: 'none',
      decimals: 1,
      thresholds: load,
      width: 12,
      height: 10,
      queries: [
        {
          url: '/charts/load',
          root: 'rows',
          params: PLACES,
          columns: [
            ['hour', of('小时', 'Hour'), 'string'],
            ...days.map(([code, zh, en]) => [code, of(zh, en)] as const),
            ['n', as.n],
          ],
        },
      ],
      overrides: [...days.map(([, zh, en]) => colouredCell(of(zh, en), load)), count(as.n)],
    },
    say,
  );
}
