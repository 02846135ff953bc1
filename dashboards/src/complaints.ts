/** Complaints: how many of what kind, how far they are, both clocks, what is overdue, how old what is open is. */
import { metricById, type Label } from '@plumbline/indicators';
import { anchorThresholds, COLOURS, NONE_WANTED } from './appearance';
import type { DashboardSpec } from './dashboard';
import { band, casesOnTheRight, coded, counts, hidden, names } from './fields';
import type { Voice } from './language';
import { explain } from './links';
import { bars, type BuiltPanel, lines, numbers, table } from './panel';
import type { Variable } from './variables';
import { branches, grain, PLACES, platform, regions } from './variables';

type Words = Readonly<Record<string, readonly [Label, string?]>>;

const CATEGORIES: Words = {
  service: [{ zh: '服务', en: 'Service' }],
  business: [{ zh: '业务', en: 'Business' }],
  technical: [{ zh: '技术', en: 'Technical' }],
  other: [{ zh: '其他', en: 'Other' }],
  unknown: [{ zh: '未知', en: 'Unknown' }],
};
const STAGES: Words = {
  none: [{ zh: '尚无环节', en: 'None yet' }],
  registered: [{ zh: '已登记', en: 'Registered' }],
  assigned: [{ zh: '已分派', en: 'Assigned' }],
  investigated: [{ zh: '已调查', en: 'Investigated' }],
  handled: [{ zh: '已处理', en: 'Handled' }],
  replied: [{ zh: '已反馈', en: 'Replied' }],
};
const STATES: Words = {
  open: [{ zh: '◐ 未结', en: '◐ open' }, COLOURS.weak],
  overdue: [{ zh: '▼ 逾期', en: '▼ overdue' }, COLOURS.bad],
  replied: [{ zh: '✓ 已反馈', en: '✓ replied' }, COLOURS.best],
  withdrawn: [{ zh: '— 已撤回', en: '— withdrawn' }, 'text'],
};
const CLOCKS: Words = {
  not_started: [{ zh: '— 未起算', en: '— not started' }, 'text'],
  running: [{ zh: '◐ 计时中', en: '◐ running' }, COLOURS.good],
  overrun: [{ zh: '▼ 已超时', en: '▼ overrun' }, COLOURS.bad],
  met: [{ zh: '✓ 按时', en: '✓ met' }, COLOURS.best],
  missed: [{ zh: '▼ 超时办结', en: '▼ missed' }, COLOURS.bad],
  withdrawn: [{ zh: '— 已撤回', en: '— withdrawn' }, 'text'],
};
const AGES: Words = { closed: [{ zh: '已结', en: 'Closed' }] };
const CAUSES: Words = { unknown: [{ zh: '未知', en: 'Unknown' }] };

export function complaints(say: Voice): DashboardSpec {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const by = (title: Label, group: string, words: Words, width: number): BuiltPanel =>
    bars(
      {
        title,
        description: {
          zh: '期内登记的投诉件数 n，按状态堆叠：未结且未逾期、未结且逾期、已反馈、已撤回（六章 6.3）。',
          en: 'Complaints n registered in the range, stacked by state: open and overdue, replied, withdrawn, and all that are open (6.3).',
        },
        unit: 'locale',
        decimals: 0,
        width,
        height: 9,
        stacked: true,
        queries: [
          {
            url: '/charts/complaints',
            root: 'rows',
            params: { by: group, ...PLACES },
            columns: [
              ['group', as.group, 'string'],
              ['replied', of('已反馈', 'Replied')],
              ['withdrawn', of('已撤回', 'Withdrawn')],
              ['running', of('未结未逾期', 'Open, in time')],
              ['overdue', of('未结且逾期', 'Open, overdue')],
            ],
          },
        ],
        overrides: [
          coded(as.group, words, say),
          {
            field: of('已反馈', 'Replied'),
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.best } }],
          },
          {
            field: of('已撤回', 'Withdrawn'),
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'text' } }],
          },
          {
            field: of('未结未逾期', 'Open, in time'),
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.weak } }],
          },
          {
            field: of('未结且逾期', 'Open, overdue'),
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.bad } }],
          },
        ],
      },
      say,
    );
  const variables: Variable[] = [platform(), regions(say), branches(say), grain(say)];
  return {
    name: 'sq-complaints',
    description: {
      zh: '投诉的数量、原因、环节与两个时钟：手册的工作日时钟与监管的日历日时钟。',
      en: 'Complaints: how many, why, at which stage, and both clocks, the handbook’s in working days and the regulator’s in calendar days.',
    },
    from: 'now-30d',
    variables,
    sections: [
      {
        title: { zh: '两个时钟', en: 'Two clocks' },
        panels: [
          numbers(
            {
              title: { zh: '手册时钟：5 个工作日反馈', en: 'Handbook clock: 5 working days to reply' },
              description: {
                zh: '自首次处理结束起第 5 个工作日内反馈，仅由有效延期推后（6.3.3）。超时含未反馈者；n 为登记数。',
                en: 'A reply by the 5th working day after the first end of handling, moved only by valid extensions (6.3.3). Late includes the unanswered; n: registered.',
              },
              unit: 'locale',
              decimals: 0,
              thresholds: NONE_WANTED,
              width: 8,
              height: 5,
              links: [explain('p1-complaint-reply-on-time-rate', '${region:queryparam}', '${branch:queryparam}')],
              queries: [
                {
                  url: '/charts/complaints',
                  root: 'rows',
                  params: PLACES,
                  columns: [
                    ['handbook_late', of('超时', 'Late')],
                    ['handbook_met', of('按时', 'In time')],
                    ['total', as.n],
                  ],
                },
              ],
              overrides: counts(of('按时', 'In time'), as.n),
            },
            say,
          ),
          numbers(
            {
              title: { zh: '监管时钟：15 个日历日', en: 'Regulator clock: 15 calendar days' },
              description: {
                zh: '自收到起 15 个日历日内作出决定（银保监会令 2020 年第 3 号）；经批准并告知客户的延期至多到第 60 日。n 为登记数。',
                en: 'A decision within 15 calendar days of receipt (CBIRC Order 2020 No. 3); extensions that the customer was told reach to the 60th day at most. n: registered.',
              },
              unit: 'locale',
              decimals: 0,
              thresholds: NONE_WANTED,
              width: 8,
              height: 5,
              queries: [
                {
                  url: '/charts/complaints',
                  root: 'rows',
                  params: PLACES,
                  columns: [
                    ['regulator_late', of('超时', 'Late')],
                    ['regulator_met', of('按时', 'In time')],
                    ['total', as.n],
                  ],
                },
              ],
              overrides: counts(of('按时', 'In time'), as.n),
            },
            say,
          ),
          numbers(
            {
              title: { zh: '现状', en: 'How they stand' },
              description: {
                zh: '期内登记的投诉：未结且逾期、未结、已反馈、已撤回。',
                en: 'Complaints registered in the range: open and overdue, open, replied, withdrawn.',
              },
              unit: 'locale',
              decimals: 0,
              thresholds: NONE_WANTED,
              width: 8,
              height: 5,
              queries: [
                {
                  url: '/charts/complaints',
                  root: 'rows',
                  params: PLACES,
                  columns: [
                    ['overdue', of('未结且逾期', 'Open, overdue')],
                    ['open', of('未结', 'Open')],
                    ['replied', of('已反馈', 'Replied')],
                    ['withdrawn', of('已撤回', 'Withdrawn')],
                    ['total', as.n],
                  ],
                },
              ],
              overrides: counts(of('未结', 'Open'), of('已反馈', 'Replied'), of('已撤回', 'Withdrawn'), as.n),
            },
            say,
          ),
          metricLines('p1-complaint-reply-on-time-rate', say),
          metricLines('c1-complaint-rate', say),
        ],
      },
      {
        title: { zh: '种类与环节', en: 'Kinds and stages' },
        panels: [
          by({ zh: '按类别', en: 'By category' }, 'category', CATEGORIES, 8),
          by({ zh: '按原因', en: 'By cause' }, 'cause', CAUSES, 8),
          by({ zh: '按渠道', en: 'By channel' }, 'channel', {}, 8),
          by({ zh: '按环节', en: 'By stage' }, 'stage', STAGES, 12),
          by({ zh: '未结投诉的账龄（日历日）', en: 'Age of what is open (calendar days)' }, 'age', AGES, 12),
        ],
      },
      {
        title: { zh: '台账', en: 'Ledger' },
        panels: [complaintLedger({ zh: '投诉台账', en: 'Complaint ledger' }, PLACES, 24, say)],
      },
    ],
  };
}

function metricLines(id: string, say: Voice): BuiltPanel {
  const as = names(say);
  const metric = metricById(id)!;
  return lines(
    {
      title: metric.name,
      description: {
        zh: `${metric.definition.zh}（${metric.clause}）阴影为 95 % 区间，虚线为锚点，右轴为 n。`,
        en: `${metric.definition.en} (${metric.clause}) Shaded: 95 % interval; dashed: anchors; n on the right.`,
      },
      unit: metric.unit === '%' ? 'percent' : 'none',
      decimals: 1,
      thresholds: anchorThresholds(metric),
      width: 12,
      height: 8,
      links: [explain(id, '${region:queryparam}', '${branch:queryparam}')],
      queries: [
        {
          url: '/charts/series',
          root: 'rows',
          format: 'timeseries',
          params: { id, grain: '${grain:csv}', ...PLACES },
          columns: [
            ['time', as.time, 'timestamp'],
            ['value', as.value],
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

/** Complaints one by one, the oldest first; a link opens one with its time line. */
export function complaintLedger(
  title: Label,
  places: Readonly<Record<string, string>>,
  width: number,
  say: Voice,
): BuiltPanel {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  const handbook = of('手册时钟', 'Handbook');
  const regulator = of('监管时钟', 'Regulator');
  return table(
    {
      title,
      description: {
        zh: '期内登记的投诉，最早在前，至多 500 件：状态、环节、两个时钟及到期日、账龄（日历日）（6.3）。不含个人信息。',
        en: 'Complaints registered in the range, the oldest first, 500 at most: state, stage, both clocks with due days, age in calendar days (6.3). No personal data.',
      },
      unit: 'none',
      width,
      height: 10,
      links: [
        {
          title: { zh: '打开投诉', en: 'Open the complaint' },
          url: '${platform:raw}/explain?complaint=${__data.fields["Complaint"]}',
        },
      ],
      queries: [
        {
          url: '/complaints',
          root: 'complaints',
          params: { limit: '500', ...places },
          columns: [
            ['complaint_id', 'Complaint', 'string'],
            ['day', of('登记日', 'Registered'), 'string'],
            ['branch', as.branch, 'string'],
            ['category', of('类别', 'Category'), 'string'],
            ['cause', of('原因', 'Cause'), 'string'],
            ['state', as.status, 'string'],
            ['stage', of('环节', 'Stage'), 'string'],
            ['clocks.handbook.state', handbook, 'string'],
            ['clocks.handbook.due_day', of('反馈到期', 'Reply due'), 'string'],
            ['clocks.regulator.state', regulator, 'string'],
            ['clocks.regulator.due_day', of('决定到期', 'Decision due'), 'string'],
            ['clocks.age.calendar_days', of('账龄', 'Age')],
          ],
        },
      ],
      overrides: [
        coded(as.status, STATES, say),
        coded(of('环节', 'Stage'), STAGES, say),
        coded(of('类别', 'Category'), CATEGORIES, say),
        coded(handbook, CLOCKS, say),
        coded(regulator, CLOCKS, say),
        { field: of('账龄', 'Age'), properties: [{ id: 'unit', value: 'd' }] },
        ...hidden('Complaint'),
      ],
    },
    say,
  );
}
