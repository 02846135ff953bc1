/** Of the executive overview: how good the service is as a whole and in its dimensions. */
import {
  CHANGE_THRESHOLDS,
  COVERAGE_THRESHOLDS,
  FRESHNESS_THRESHOLDS,
  gradeMappings,
  SCORE_THRESHOLDS,
} from './appearance';
import type { Section } from './dashboard';
import { band, casesOnTheRight, colouredCell, counts, hidden, names, plain, share, status } from './fields';
import type { Voice } from './language';
import { explain, to, WHY_OVERALL } from './links';
import { lines, numbers, table } from './panel';
import { PLACES } from './variables';

export function overallSection(say: Voice): Section {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const overall = { url: '/scores', root: 'rows', params: { level: 'overall', compare: 'previous', ...PLACES } };
  const parts = {
    previous: of('上期', 'Before'),
    change: of('变化', 'Change'),
    low: of('变化下限', 'Change, lower limit'),
    high: of('变化上限', 'Change, upper limit'),
  };
  return {
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
          links: [WHY_OVERALL],
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
          links: [WHY_OVERALL],
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
          links: [WHY_OVERALL],
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
  };
}
