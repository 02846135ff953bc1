/** Parts that several metrics of the model share. */
import type { Estimator, Slice } from '../metric-definition';

/** Micro-points: 10⁶ units a point of 100. */
export const MICROPOINTS = 1_000_000;

export const SURVEY_SLICES: readonly Slice[] = ['channel', 'service_line', 'service_item', 'priority_class'];
export const VISIT_SLICES = SURVEY_SLICES;
export const TRANSACTION_SLICES: readonly Slice[] = ['channel', 'service_line', 'service_item'];
export const COMPLAINT_SLICES: readonly Slice[] = ['channel', 'service_item'];

export const CONTACTS = 'contacts.served';

export const PENDING = { estimator: { kind: 'pending' }, slices: [] } as const;

/** Mean of one construct, 0 to 100. */
export function meanOf(construct: string): Estimator {
  return {
    kind: 'mean',
    n: `${construct}.n`,
    sum: `${construct}.sum`,
    sumSquares: `${construct}.sum_squares`,
    unitsPerPoint: MICROPOINTS,
    range: [0, 100],
  };
}

/** What the ratings of one construct have in common; the anchors are theirs. */
export function rating(construct: string): {
  readonly unit: '0-100';
  readonly direction: 'up';
  readonly method: 'questionnaire';
  readonly family: 'survey';
  readonly cohort: 'submitted';
  readonly excluded: string;
  readonly minimumN: 30;
  readonly estimator: Estimator;
  readonly slices: readonly Slice[];
} {
  return {
    unit: '0-100',
    direction: 'up',
    method: 'questionnaire',
    family: 'survey',
    cohort: 'submitted',
    excluded: construct,
    minimumN: 30,
    estimator: meanOf(construct),
    slices: SURVEY_SLICES,
  };
}

/** Definition in words of the ratings. */
export function ratingInWords(zh: string, en: string): { readonly zh: string; readonly en: string } {
  return {
    zh: `每份邀请的首份答卷中“${zh}”题得分（换算为 0–100）的平均值，按提交日计；不适用、超出量表的答案不计。`,
    en: `Mean of the answers on ${en} (as 0 to 100) over the first response of each invitation, on the day it was submitted; answers that are not applicable or off their scale do not count.`,
  };
}
