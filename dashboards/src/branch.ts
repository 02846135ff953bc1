/** One branch beside its peer group: scores, metrics with anchors, complaints, failed observations. */
import { CHANGE_THRESHOLDS, SCORE_THRESHOLDS } from './appearance';
import { complaintLedger } from './complaints';
import type { DashboardSpec } from './dashboard';
import { band, casesOnTheRight, colouredCell, counts, hidden, names, plain, status } from './fields';
import type { Voice } from './language';
import { explain, to } from './links';
import { bars, lines, numbers, table } from './panel';
import { grain, oneBranch, platform } from './variables';

const BRANCH = { branch: '${branch:csv}' };

export function branch(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const why = explain('${__data.fields["Id"]}', 'branch=${branch:csv}');
  const peer = {
    low: of('同组下四分位', 'Peers, lower quartile'),
    median: of('同组中位', 'Peers, median'),
    high: of('同组上四分位', 'Peers, upper quartile'),
    difference: of('与同组之差', 'Against peers'),
    count: of('同组网点数', 'Peers'),
  };
  const coverage = {
    field: as.coverage,
    properties: [
      { id: 'unit', value: 'percent' },
      { id: 'decimals', value: 0 },
    ],
  };
  return {
    name: 'sq-branch',
    description: {
      zh: '一个网点与同组网点相比：得分、度量与锚点、投诉、观察未达标项；从数字进入证据。',
      en: 'One branch beside its peer group: scores, metrics with anchors, complaints, failed observations; numbers lead to evidence.',
    },
    from: 'now-30d',
    variables: [platform(), oneBranch(say), grain(say)],
    sections: [
      {
        title: { zh: '网点与同组', en: 'The branch and its peers' },
        panels: [
          numbers(
            {
              title: { zh: '总体得分', en: 'Overall score' },
              description: {
                zh: 'S = Σ w·s / Σ w（8.1）与 95 % 区间、同组其他网点的中位得分和样本 n。',
                en: 'S = Σ w·s / Σ w (8.1) with its 95 % interval, the median of the other branches of the peer group, and n.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 10,
              height: 6,
              links: [explain('overall', 'branch=${branch:csv}')],
              queries: [
                {
                  url: '/charts/peers',
                  root: 'rows',
                  params: { ...BRANCH, id: 'overall' },
                  columns: [
                    ['score', as.score],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['peer_median', peer.median],
                    ['n', as.n],
                  ],
                },
              ],
              overrides: [...plain(as.lower, as.upper, peer.median), ...counts(as.n)],
            },
            say,
          ),
          lines(
            {
              title: { zh: '总体得分走势', en: 'Overall score over time' },
              description: {
                zh: '网点总体得分与 95 % 区间（8.1），右轴为 n。',
                en: 'Overall score of the branch with its 95 % interval (8.1); n on the right.',
              },
              unit: 'none',
              decimals: 0,
              thresholds: SCORE_THRESHOLDS,
              width: 14,
              height: 6,
              queries: [
                {
                  url: '/charts/series',
                  root: 'rows',
                  format: 'timeseries',
                  params: { id: 'overall', grain: '${grain:csv}', ...BRANCH },
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
          bars(
            {
              title: { zh: '指标与同组中位之差', en: 'Indicators against the peers’ median' },
              description: {
                zh: '网点得分减去同组其他网点得分的中位数（分），仅列已公布的指标。',
                en: 'Score of the branch less the median of its peers, in points, where both are published.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: CHANGE_THRESHOLDS,
              width: 10,
              height: 10,
              queries: [
                {
                  url: '/charts/peers',
                  root: 'rows',
                  params: { ...BRANCH, level: 'indicator' },
                  columns: [
                    [say.field('name.'), as.name, 'string'],
                    ['difference', peer.difference],
                  ],
                },
              ],
            },
            say,
          ),
          table(
            {
              title: { zh: '指标与同组四分位', en: 'Indicators and the quartiles of the peers' },
              description: {
                zh: '11 个指标的得分、95 % 区间、覆盖率，与同组其他网点的四分位；同组网点数随数据而定。',
                en: 'Eleven indicators with 95 % intervals and coverage beside the quartiles of the other branches of the peer group.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 14,
              height: 10,
              links: [why],
              queries: [
                {
                  url: '/charts/peers',
                  root: 'rows',
                  params: { ...BRANCH, level: 'indicator' },
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name.'), as.name, 'string'],
                    ['score', as.score],
                    ['lower', as.lower],
                    ['upper', as.upper],
                    ['peer_lower', peer.low],
                    ['peer_median', peer.median],
                    ['peer_upper', peer.high],
                    ['peers', peer.count],
                    ['n', as.n],
                    ['coverage', as.coverage],
                    ['status', as.status, 'string'],
                  ],
                },
              ],
              overrides: [
                colouredCell(as.score, SCORE_THRESHOLDS),
                ...counts(as.n, peer.count),
                coverage,
                status(as.status, say),
                ...hidden('Id'),
              ],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '度量', en: 'Metrics' },
        panels: [
          table(
            {
              title: { zh: '全部度量', en: 'All metrics' },
              description: {
                zh: '数值（自身单位）、得分、合格与目标锚点（60 与 100 分）、样本、状态与条款；与同组中位得分之差。',
                en: 'Value in its unit, score, anchors for 60 and 100 points, cases, status and clause; and the difference from the peers’ median score.',
              },
              unit: 'none',
              decimals: 1,
              thresholds: SCORE_THRESHOLDS,
              width: 24,
              height: 14,
              links: [why],
              queries: [
                {
                  url: '/charts/peers',
                  root: 'rows',
                  params: { ...BRANCH, level: 'metric' },
                  columns: [
                    ['id', 'Id', 'string'],
                    [say.field('name.'), as.name, 'string'],
                    ['value', as.value],
                    ['unit', as.unit, 'string'],
                    ['score', as.score],
                    ['pass', of('合格锚点', 'Pass')],
                    ['target', of('目标锚点', 'Target')],
                    ['difference', peer.difference],
                    ['n', as.n],
                    ['coverage', as.coverage],
                    ['status', as.status, 'string'],
                    ['clause', as.clause, 'string'],
                  ],
                },
              ],
              overrides: [
                colouredCell(as.score, SCORE_THRESHOLDS),
                ...counts(as.n),
                coverage,
                status(as.status, say),
                ...hidden('Id'),
              ],
            },
            say,
          ),
        ],
      },
      {
        title: { zh: '案例', en: 'Cases' },
        panels: [
          complaintLedger({ zh: '投诉台账', en: 'Complaint ledger' }, BRANCH, 14, say),
          table(
            {
              title: { zh: '观察未达标项', en: 'Observations that failed' },
              description: {
                zh: '期内“现场规范达标率”中判为不合格的项目（3.2.1、3.2.3、4.1），每行一次观察的一个项目；点击进入证据。',
                en: 'Items judged as failed in “observed conformity” in the range (3.2.1, 3.2.3, 4.1), an item of an observation a row; follow it to the evidence.',
              },
              unit: 'none',
              width: 10,
              height: 10,
              links: [
                explain('p2-observation-conformity-rate', 'branch=${branch:csv}'),
                to(
                  'sq-explorer',
                  say.language,
                  { zh: '在探索中打开', en: 'Open in the explorer' },
                  'var-id=p2-observation-conformity-rate',
                  '${branch:queryparam}',
                ),
              ],
              queries: [
                {
                  url: '/evidence',
                  root: 'cases',
                  params: { metric: 'p2-observation-conformity-rate', outcome: 'failed', limit: '200', ...BRANCH },
                  columns: [
                    ['day', of('日期', 'Day'), 'string'],
                    ['part', of('项目', 'Item'), 'string'],
                    [say.field('words.'), of('说明', 'Meaning'), 'string'],
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
