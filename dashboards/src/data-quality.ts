/** Data quality: how fresh, how complete, what is missing, what arrived late or in conflict. */
import { type Label, LEVELS } from '@plumbline/indicators';
import { COVERAGE_THRESHOLDS, FRESHNESS_THRESHOLDS, NONE_WANTED } from './appearance';
import type { DashboardSpec } from './dashboard';
import { coded, colouredCell, counts, hidden, names, status } from './fields';
import type { Voice } from './language';
import { explain } from './links';
import { bars, lines, numbers, table, words } from './panel';
import { branches, PLACES, platform, regions } from './variables';

const METHODS: Readonly<Record<string, readonly [Label]>> = {
  questionnaire: [{ zh: '问卷', en: 'Questionnaire' }],
  observation: [{ zh: '观察', en: 'Observation' }],
  data: [{ zh: '数据', en: 'Data' }],
  interview: [{ zh: '访谈', en: 'Interview' }],
};

export function dataQuality(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const method = of('方法', 'Method');
  const events = of('事件', 'Events');
  const conflicting = of('冲突', 'In conflict');
  return {
    name: 'sq-data-quality',
    description: {
      zh: '数据质量：时效、按方法的覆盖率、没有证据的条款、被拒与死信、迟到与冲突的事件。',
      en: 'Data quality: freshness, coverage by method, clauses without evidence, rejected and dead-lettered events, late and conflicting events.',
    },
    from: 'now-90d',
    variables: [platform(), regions(say), branches(say)],
    sections: [
      {
        title: { zh: '流水线', en: 'The pipeline' },
        panels: [
          numbers(
            {
              title: { zh: '时效', en: 'Freshness' },
              description: {
                zh: '得分落后于已接收事件的秒数；没有投影进程时无数据。',
                en: 'Seconds by which scores trail what was accepted; no data where no projector runs.',
              },
              unit: 's',
              decimals: 0,
              thresholds: FRESHNESS_THRESHOLDS,
              width: 6,
              height: 5,
              queries: [{ url: '/status', root: '', timed: false, columns: [['freshness_s', of('落后', 'Behind')]] }],
            },
            say,
          ),
          numbers(
            {
              title: { zh: '待处理与死信', en: 'Waiting, and dead letters' },
              description: {
                zh: '已接收而未入分的事件数；无法投影、保留原样的死信数；日志中事件总数 n。',
                en: 'Events accepted and not yet in the scores; records that could not be projected and are kept as they came; events in the log, n.',
              },
              unit: 'locale',
              decimals: 0,
              thresholds: NONE_WANTED,
              width: 9,
              height: 5,
              queries: [
                {
                  url: '/status',
                  root: '',
                  timed: false,
                  columns: [
                    ['dead_letters', of('死信', 'Dead letters')],
                    ['lag.events', of('待处理', 'Waiting')],
                    ['log.events', as.n],
                  ],
                },
              ],
              overrides: counts(of('待处理', 'Waiting'), as.n),
            },
            say,
          ),
          words(
            { zh: '被拒的事件', en: 'Rejected events' },
            {
              zh: '不合格的事件在入口即被拒绝并逐条告知发送方，平台不保存；累计数见 `/metrics` 的 `plumbline_ingested_events_total{answer="rejected"}`，由 Prometheus 采集。',
              en: 'An event that is not valid is refused at the door, with every reason, and not kept. How many: `plumbline_ingested_events_total{answer="rejected"}` at `/metrics`, for Prometheus.',
            },
            { width: 9, height: 5 },
            say,
          ),
          lines(
            {
              title: { zh: '每日接收的事件', en: 'Events taken by day' },
              description: {
                zh: '按接收日统计：事件数 n；迟到 = 发生一天以后才接收；冲突 = 同一身份下的不同内容（先到者有效）。补录的历史都算迟到。',
                en: 'By the day on which they were taken: events n; late: taken more than a day after they happened; in conflict: other contents under an identity that stands already. History posted at once is late.',
              },
              unit: 'locale',
              decimals: 0,
              width: 14,
              height: 8,
              queries: [
                {
                  url: '/charts/arrivals',
                  root: 'rows',
                  format: 'timeseries',
                  columns: [
                    ['time', as.time, 'timestamp'],
                    ['events', events],
                    ['late', as.late],
                    ['conflicting', conflicting],
                  ],
                },
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '按事件族', en: 'By family' },
              description: {
                zh: '各事件族接收的事件数 n、迟到与冲突数。',
                en: 'Events n taken of each family, with those late and in conflict.',
              },
              unit: 'locale',
              decimals: 0,
              width: 10,
              height: 8,
              queries: [
                {
                  url: '/charts/arrivals',
                  root: 'rows',
                  params: { by: 'family' },
                  columns: [
                    ['family', of('事件族', 'Family'), 'string'],
                    ['events', events],
                    ['late', as.late],
                    ['conflicting', conflicting],
                  ],
                },
              ],
              overrides: [colouredCell(conflicting, NONE_WANTED)],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '覆盖', en: 'Coverage' },
        panels: [
          bars(
            {
              title: { zh: '按方法的覆盖率', en: 'Coverage by method' },
              description: {
                zh: '各评价方法中已计分的权重 ÷ 全部权重（8.2 的四种方法）。',
                en: 'Weight that could be scored of all the weight of each method of assessment (the four of 8.2).',
              },
              unit: 'percent',
              decimals: 0,
              thresholds: COVERAGE_THRESHOLDS,
              width: 10,
              height: 8,
              queries: [
                {
                  url: '/charts/coverage',
                  root: 'methods',
                  params: PLACES,
                  columns: [
                    ['method', method, 'string'],
                    ['coverage', as.coverage],
                  ],
                },
              ],
              overrides: [coded(method, METHODS, say)],
            },
            say,
          ),
          table(
            {
              title: { zh: '覆盖率明细', en: 'Coverage in detail' },
              description: {
                zh: '各方法：度量数、已计分数、权重、已计分权重与样本 n。',
                en: 'Of each method: metrics, those scored, weight, weight scored, and cases n.',
              },
              unit: 'none',
              decimals: 1,
              width: 14,
              height: 8,
              queries: [
                {
                  url: '/charts/coverage',
                  root: 'methods',
                  params: PLACES,
                  columns: [
                    ['method', method, 'string'],
                    ['metrics', of('度量数', 'Metrics')],
                    ['scored', of('已计分', 'Scored')],
                    ['weight', as.weight],
                    ['weight_scored', of('已计分权重', 'Weight scored')],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [
                coded(method, METHODS, say),
                ...counts(as.n, of('度量数', 'Metrics'), of('已计分', 'Scored')),
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '没有证据的条款', en: 'Clauses without evidence' },
              description: {
                zh: '没有计入得分的度量及其条款、所需最小样本与排除数；权重大者在前。',
                en: 'Metrics that have no score that counts, with their clauses, the sample they need, and how many cases are excluded; the heaviest first.',
              },
              unit: 'none',
              decimals: 1,
              width: 14,
              height: 10,
              links: [explain('${__data.fields["Id"]}', '${region:queryparam}', '${branch:queryparam}')],
              queries: [
                {
                  url: '/charts/coverage',
                  root: 'gaps',
                  params: PLACES,
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name.'), as.name, 'string'],
                    ['status', as.status, 'string'],
                    ['clause', as.clause, 'string'],
                    ['method', method, 'string'],
                    ['weight', as.weight],
                    ['n', as.n],
                    ['minimum_n', of('最小样本', 'Needs')],
                    ['excluded', of('已排除', 'Excluded')],
                  ],
                },
              ],
              overrides: [
                coded(method, METHODS, say),
                status(as.status, say),
                ...counts(as.n, of('最小样本', 'Needs'), of('已排除', 'Excluded')),
                ...hidden('Id'),
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '迟到的案例', en: 'Late cases' },
              description: {
                zh: '期内案例中，发生七天以后才知晓其事件、更正或作废者；已公布的数字据此附注“迟到 n”。',
                en: 'Cases of the range of which an event, correction or void became known more than seven days later; published numbers say “+n late” by it.',
              },
              unit: 'locale',
              decimals: 0,
              width: 10,
              height: 10,
              queries: [
                {
                  url: '/scores',
                  root: 'rows',
                  params: { level: LEVELS.filter((level) => level !== 'metric').join(','), ...PLACES },
                  columns: [
                    [say.field('name.'), as.name, 'string'],
                    ['late', as.late],
                    ['n', as.n],
                    ['status', as.status, 'string'],
                  ],
                },
              ],
              overrides: [status(as.status, say)],
            },
            say,
          ),
        ],
      },
    ],
  };
}
