/** Executive overview: how good is the service, did it change and why, and where must somebody act. */
import {
  CHANGE_THRESHOLDS,
  COVERAGE_THRESHOLDS,
  FRESHNESS_THRESHOLDS,
  gradeMappings,
  NONE_WANTED,
  SCORE_THRESHOLDS,
  VERDICTS,
} from './appearance';
import type { DashboardSpec } from './dashboard';
import { band, casesOnTheRight, coded, colouredCell, counts, hidden, names, plain, share, status } from './fields';
import type { Voice } from './language';
import { explain, to } from './links';
import { bars, lines, numbers, table } from './panel';
import { branches, platform, regions } from './variables';

export const PLACES = { region: '${region:csv}', branch: '${branch:csv}' };

export function executive(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const overall = { url: '/scores', root: 'rows', params: { level: 'overall', compare: 'previous', ...PLACES } };
  const why = explain('overall', '${region:queryparam}', '${branch:queryparam}');
  const parts = {
    previous: of('上期', 'Before'),
    change: of('变化', 'Change'),
    low: of('变化下限', 'Change, lower limit'),
    high: of('变化上限', 'Change, upper limit'),
  };
  return {
    name: 'sq-executive',
    description: {
      zh: '面向管理层：总体得分、四个维度、较上期的变化及原因、投诉时钟与需要关注的网点。',
      en: 'For the executives: the overall score, four dimensions, the change and why, complaint clocks, and branches to look at.',
    },
    from: 'now-30d',
    variables: [platform(), regions(say), branches(say)],
    sections: [
      {
        title: { zh: '总体', en: 'Overall' },
        panels: [
          numbers(
            {
              title: { zh: '总体得分', en: 'Overall score' },
              description: {
                zh: 'S = Σ w·s / Σ w，对有数据的指标加权平均（第八章 8.1）；下限与上限为 95 % 区间；n 为案例总数。',
                en: 'S = Σ w·s / Σ w over the metrics that have data (Chapter 8, 8.1), with its 95 % interval; n: cases below it.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 8,
              height: 5,
              links: [why],
              queries: [
                {
                  ...overall,
                  columns: [
                    ['score', as.score],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [...plain(as.lower, as.upper), ...counts(as.n)],
            },
            say,
          ),
          numbers(
            {
              title: { zh: '等级', en: 'Grade' },
              description: {
                zh: '90 分起优秀，80 分起良好，60 分起合格，以下待改进。区间下限与上限的等级不同时，等级尚不能确定。',
                en: 'Excellent from 90, good from 80, acceptable from 60, below to improve. Where the limits are in two bands, the grade is not settled.',
              },
              unit: 'none',
              thresholds: SCORE_THRESHOLDS,
              width: 6,
              height: 5,
              links: [why],
              queries: [
                {
                  ...overall,
                  columns: [
                    ['lower', of('至少', 'At least')],
                    ['upper', of('至多', 'At most')],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [
                ...[of('至少', 'At least'), of('至多', 'At most')].map((field) => ({
                  field,
                  properties: [{ id: 'mappings', value: gradeMappings(say) }],
                })),
                ...counts(as.n),
              ],
            },
            say,
          ),
          numbers(
            {
              title: { zh: '较上期变化', en: 'Change since the period before' },
              description: {
                zh: '本期得分减去紧邻的等长上期；上下限为两期独立时差值的 95 % 区间，跨过 0 则不能断定有变化。',
                en: 'Score less that of the equally long period before; 95 % limits of the difference of two disjoint periods. If they span 0, no change can be claimed.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: CHANGE_THRESHOLDS,
              width: 6,
              height: 5,
              links: [why],
              queries: [
                {
                  ...overall,
                  columns: [
                    ['previous.change', parts.change],
                    ['previous.change_lower', parts.low],
                    ['previous.change_upper', parts.high],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [...plain(parts.low, parts.high), ...counts(as.n)],
            },
            say,
          ),
          numbers(
            {
              title: { zh: '覆盖与时效', en: 'Coverage and freshness' },
              description: {
                zh: '覆盖率 = 已计分权重 ÷ 全部权重，75 % 起公布总体得分；时效 = 得分落后于已接收事件的秒数。',
                en: 'Coverage: weight that could be scored; the overall score stands from 75 %. Freshness: seconds by which scores trail what was accepted.',
              },
              unit: 's',
              decimals: 0,
              thresholds: FRESHNESS_THRESHOLDS,
              width: 4,
              height: 5,
              links: [to('sq-data-quality', say.language, { zh: '数据质量', en: 'Data quality' })],
              queries: [
                { ...overall, columns: [['coverage', as.coverage]] },
                { url: '/status', root: '', timed: false, columns: [['freshness_s', of('时效', 'Freshness')]] },
              ],
              overrides: [
                share(as.coverage, {
                  ...COVERAGE_THRESHOLDS,
                  steps: COVERAGE_THRESHOLDS.steps.map((step) => ({
                    ...step,
                    value: step.value === null ? null : step.value / 100,
                  })),
                }),
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '四个维度', en: 'Four dimensions' },
              description: {
                zh: '硬件、流程、人员、满意度的得分（8.1.1–8.1.4），95 % 区间、较上期变化、样本与覆盖率。',
                en: 'Hardware, process, staff, satisfaction (8.1.1 to 8.1.4) with 95 % intervals, change, cases and coverage.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 12,
              height: 7,
              links: [explain('${__data.fields["Id"]}', '${region:queryparam}', '${branch:queryparam}')],
              queries: [
                {
                  url: '/scores',
                  root: 'rows',
                  params: { level: 'dimension', compare: 'previous', ...PLACES },
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name.'), as.name, 'string'],
                    ['score', as.score],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['previous.change', as.change],
                    ['n', as.n],
                    ['coverage', as.coverage],
                    ['status', as.status, 'string'],
                  ],
                },
              ],
              overrides: [
                colouredCell(as.score, SCORE_THRESHOLDS),
                ...counts(as.n),
                share(as.coverage),
                status(as.status, say),
                ...hidden('Id'),
              ],
            },
            say,
          ),
          lines(
            {
              title: { zh: '总体得分（按周）', en: 'Overall score by week' },
              description: {
                zh: '每周的总体得分与 95 % 区间（阴影），右轴为案例数 n；虚线为等级界限 60、80、90。首末两周可能不完整。',
                en: 'Overall score of each week with its 95 % interval (shaded), cases n on the right; dashed: bands from 60, 80, 90. The first and the last week may be partial.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 12,
              height: 7,
              queries: [
                {
                  url: '/charts/series',
                  root: 'rows',
                  format: 'timeseries',
                  params: { id: 'overall', grain: 'week', ...PLACES },
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
          ),
        ],
      },
      {
        title: { zh: '为什么变化', en: 'Why it changed' },
        panels: [
          bars(
            {
              title: { zh: '变化的四个部分', en: 'The change in four parts' },
              description: {
                zh: '较上期变化精确拆分：表现（同类业务做得好坏）、构成（业务结构变化）、方案（权重与锚点变化）、覆盖（指标有无）。四者之和为变化。',
                en: 'The change split exactly: performance (the same kinds of cases went better or worse), mix (there were more of some kinds), scheme (weights, anchors), coverage (metrics came or went). Their sum is the change.',
              },
              unit: 'none',
              decimals: 2,
              thresholds: CHANGE_THRESHOLDS,
              width: 10,
              height: 8,
              links: [why],
              queries: [
                {
                  url: '/scores/explain',
                  root: 'rows',
                  params: { id: 'overall', format: 'rows', section: 'parts', ...PLACES },
                  columns: [
                    [say.field('name_'), as.name, 'string'],
                    ['amount', of('分', 'Points')],
                  ],
                },
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '影响最大的指标', en: 'What moved it most' },
              description: {
                zh: '每个指标对总体变化的贡献（分），由大到小；点击查看解释与证据。',
                en: 'What each metric did to the overall change, in points, the greatest first; follow it to its explanation and evidence.',
              },
              unit: 'none',
              decimals: 2,
              thresholds: CHANGE_THRESHOLDS,
              width: 14,
              height: 8,
              links: [explain('${__data.fields["Id"]}', '${region:queryparam}', '${branch:queryparam}')],
              queries: [
                {
                  url: '/scores/explain',
                  root: 'rows',
                  params: { id: 'overall', format: 'rows', section: 'movers', ...PLACES },
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name_'), as.name, 'string'],
                    ['change', as.change],
                    ['performance', of('表现', 'Performance')],
                    ['mix', of('构成', 'Mix')],
                    ['scheme', of('方案', 'Scheme')],
                    ['coverage', of('覆盖', 'Coverage')],
                  ],
                },
              ],
              overrides: [colouredCell(as.change, CHANGE_THRESHOLDS), ...hidden('Id')],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '哪里需要行动', en: 'Where somebody must act' },
        panels: [
          table(
            {
              title: { zh: '网点漏斗：是否超出预期', en: 'Branches and their funnel' },
              description: {
                zh: '总体得分与同等样本下 95 % 漏斗界限（计入网点间离散，Spiegelhalter 2005）；判断按 5 % 错误发现率校正。最差的在前；不是排名。',
                en: 'Overall score beside the 95 % funnel limits at its size (with the spread between branches, Spiegelhalter 2005); verdicts at a false-discovery rate of 5 %. The worst first; this is no league table.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 14,
              height: 10,
              links: [
                to(
                  'sq-branch',
                  say.language,
                  { zh: '打开网点', en: 'Open the branch' },
                  'var-branch=${__data.fields["Code"]}',
                ),
                explain('overall', 'branch=${__data.fields["Code"]}'),
              ],
              queries: [
                {
                  url: '/charts/funnel',
                  root: 'rows',
                  params: { id: 'overall', by: 'branch', ...PLACES },
                  columns: [
                    ['group', 'Code', 'string'],
                    ['name', as.branch, 'string'],
                    ['value', as.score],
                    ['lower95', of('漏斗下限', 'Funnel, lower')],
                    ['upper95', of('漏斗上限', 'Funnel, upper')],
                    ['standing', as.verdict, 'string'],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [
                colouredCell(as.score, SCORE_THRESHOLDS),
                coded(as.verdict, VERDICTS, say),
                ...counts(as.n),
                ...hidden('Code'),
              ],
            },
            say,
          ),
          numbers(
            {
              title: { zh: '投诉时钟', en: 'Complaint clocks' },
              description: {
                zh: '期内登记的投诉：手册时钟为处理结束后 5 个工作日内反馈（6.3.3）；监管时钟为收到后 15 个日历日（银保监会令 2020 年第 3 号）。超时含仍未答复者。n 为登记数。',
                en: 'Complaints registered in the range. Handbook: a reply within 5 working days of the end of handling (6.3.3). Regulator: 15 calendar days from receipt (CBIRC Order 2020 No. 3). Late includes those still unanswered; n: registered.',
              },
              unit: 'locale',
              decimals: 0,
              thresholds: NONE_WANTED,
              width: 10,
              height: 10,
              links: [
                to(
                  'sq-complaints',
                  say.language,
                  { zh: '打开投诉', en: 'Open complaints' },
                  '${region:queryparam}',
                  '${branch:queryparam}',
                ),
              ],
              queries: [
                {
                  url: '/charts/complaints',
                  root: 'rows',
                  params: PLACES,
                  columns: [
                    ['handbook_late', of('手册时钟超时', 'Handbook clock, late')],
                    ['regulator_late', of('监管时钟超时', 'Regulator clock, late')],
                    ['overdue', of('未结且逾期', 'Open and overdue')],
                    ['open', of('未结', 'Open')],
                    ['total', as.n],
                  ],
                },
              ],
              overrides: [...counts(of('未结', 'Open')), ...counts(as.n)],
            },
            say,
          ),
        ],
      },
    ],
  };
}
