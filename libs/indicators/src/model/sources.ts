/** Where metrics come from: what those of one source have in common, so that each says only what is its own. */
import type { MetricDraft, WordsInBoth } from '../define';
import type { ExclusionGroup } from '../exclusions';
import type { Label } from '../label';
import type { Estimator } from '../metric-definition';

/** Contacts served: visits whose service started, on the day of arrival, and inquiries answered, on the day of receipt (metrics.md). */
export const CONTACTS = 'contacts.served';
export const CONTACTS_IN_WORDS: Label = {
  zh: '同期同组已开始服务的到访（按到达日）与已回答或答复的咨询（按接收日）',
  en: 'visits whose service started, by the day of arrival, and inquiries answered or replied to, by the day of receipt, of the same range and group',
};
/** What answers are weighted to: the contacts that carry every slice of a stratum. */
export const VISITS_SERVED_IN_WORDS: Label = {
  zh: '同期同组已开始服务的到访（按到达日）',
  en: 'visits whose service started, by the day of arrival, of the same range and group',
};

/** Micro-points: 10⁶ units a point of 100. */
const MICROPOINTS = 1_000_000;

export const VISITS = {
  method: 'data',
  family: 'visit',
  cohort: 'arrived',
  slices: ['channel', 'service_line', 'service_item', 'priority_class'],
} as const;

/** Their staff is who processed the transaction first. */
export const TRANSACTIONS = {
  method: 'data',
  family: 'transaction',
  slices: ['channel', 'service_line', 'service_item', 'staff'],
} as const;

export const COMPLAINTS = { method: 'data', family: 'complaint', slices: ['channel', 'service_item'] } as const;

/** What is done about complaints once a handler has them, who is their staff: the first one they were assigned to. */
export const HANDLING = { ...COMPLAINTS, slices: [...COMPLAINTS.slices, 'staff'] } as const;

export const RESPONSES = {
  method: 'questionnaire',
  family: 'survey',
  cohort: 'submitted',
  slices: ['channel', 'service_line', 'service_item', 'priority_class'],
} as const;

export const INQUIRIES = { method: 'data', family: 'inquiry', slices: ['channel', 'service_item'] } as const;

/** Visits and inquiries by customer. */
export const FOLLOWED_CONTACTS = {
  method: 'data',
  family: 'contact',
  cohort: 'followed',
  slices: ['channel', 'service_item'],
  alsoExcludedIn: [VISITS.family, INQUIRIES.family],
} as const;

export const INTERVIEWS = { method: 'interview', family: 'interview', cohort: 'conducted', slices: [] } as const;

/** The events of these families are not taken yet. Their cases carry no slice. */
const PENDING = { estimator: { kind: 'pending' }, slices: [] } as const;
export const ASSETS = { ...PENDING, method: 'data', family: 'assets' } as const;
export const PEOPLE = { ...PENDING, method: 'data', family: 'people' } as const;
export const HANDOFFS = { ...PENDING, method: 'data', family: 'handoff' } as const;

/** The measures of one construct's answers, which stand in micro-points. */
export function answersOf<Construct extends ExclusionGroup>(
  construct: Construct,
): {
  readonly n: `${Construct}.n`;
  readonly sum: `${Construct}.sum`;
  readonly sumSquares: `${Construct}.sum_squares`;
  readonly unitsPerPoint: number;
} {
  return {
    n: `${construct}.n`,
    sum: `${construct}.sum`,
    sumSquares: `${construct}.sum_squares`,
    unitsPerPoint: MICROPOINTS,
  };
}

/** What metrics of survey answers count: the first unvoided response of each case. */
export function responsesInWords(value: Label): WordsInBoth {
  return {
    zh: {
      cases: '每份邀请首份未作废的答卷（没有邀请的答卷各算一份）',
      day: '提交日',
      value: `${value.zh}；一份答卷中的多个答案先取平均`,
    },
    en: {
      cases: 'the first unvoided response of each invitation, and each one without an invitation',
      day: 'it was submitted',
      value: `${value.en}; several answers in one response are averaged first`,
    },
  };
}

type Rating = Pick<
  MetricDraft,
  'unit' | 'direction' | 'method' | 'family' | 'cohort' | 'excluded' | 'minimumN' | 'estimator' | 'slices' | 'words'
>;

/** The mean of one construct's answers, unweighted; the anchors are the metric's own. */
export function rating(construct: ExclusionGroup, about: Label): Rating {
  const estimator: Estimator = { kind: 'mean', ...answersOf(construct), range: [0, 100] };
  return {
    ...RESPONSES,
    unit: '0-100',
    direction: 'up',
    excluded: construct,
    minimumN: 30,
    estimator,
    words: responsesInWords({
      zh: `关于${about.zh}的答案换算为 0–100 后的平均值，不加权`,
      en: `mean of the answers about ${about.en} as 0 to 100, unweighted`,
    }),
  };
}
