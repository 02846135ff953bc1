/**
 * Why a case does not count: the reasons of each group of metrics, in the order in which one is chosen, and what each means.
 * A group is the first part of its measures: `wait` stands for `wait.excluded.no_opening` and so on.
 */
import type { Label } from './label';

type Reasons = Readonly<Record<string, Label>>;

const SURVEY: Reasons = {
  voided: { zh: '答卷已作废', en: 'the response was voided' },
  second_response: { zh: '同一邀请的其他答卷', en: 'another response to the invitation came first' },
};
const UNUSABLE: Reasons = {
  out_of_scale: { zh: '没有可用答案且有答案超出量表', en: 'no answer is usable and one is off its scale' },
  na: { zh: '只答了“不适用”', en: 'all answers are “not applicable”' },
};
const RATING: Reasons = { ...SURVEY, ...UNUSABLE };

const OBSERVED: Reasons = {
  self_observed: { zh: '自查', en: 'observed by those it is about' },
  second_of_pair: { zh: '同一次观察的另一份记录', en: 'another observation of the same session counts' },
  na: { zh: '项目不适用', en: 'the item is not applicable' },
  scored: { zh: '项目只有评分而没有合格与否', en: 'the item has a score, and neither passed nor failed' },
};

const NO_ARRIVAL: Reasons = { no_opening: { zh: '没有到达事件', en: 'no arrival' } };
const NO_SUBMISSION: Reasons = { no_opening: { zh: '没有受理事件', en: 'no submission' } };
const NO_REGISTRATION: Reasons = { no_opening: { zh: '没有登记事件', en: 'no registration' } };
const NOT_CLOSED: Reasons = {
  rejected: { zh: '被拒绝且从未确认（即使已反馈）', en: 'rejected and never confirmed, even if fed back' },
  open: { zh: '尚未确认、反馈或拒绝', en: 'neither confirmed nor fed back nor rejected yet' },
};
const NO_REPLY: Reasons = { open: { zh: '尚未答复', en: 'no reply yet' } };
const NO_USABLE_START: Reasons = {
  service_before_arrival: { zh: '服务开始早于到达', en: 'the service started before the arrival' },
  no_service_start: { zh: '已办结但没有服务开始事件', en: 'served without a start of service' },
  open: { zh: '既未开始服务也未放弃', en: 'neither served nor abandoned yet' },
};

export const EXCLUSIONS = {
  wait: {
    ...NO_ARRIVAL,
    no_target: { zh: '渠道没有等候目标', en: 'the channel has no target' },
    ...NO_USABLE_START,
    short_abandon: { zh: '在短时界限内放弃', en: 'abandoned within the short cut' },
  },
  wait_p90: { ...NO_ARRIVAL, other_channel: { zh: '不是网点到访', en: 'not onsite' }, ...NO_USABLE_START },
  cycle: {
    ...NO_SUBMISSION,
    no_time_limit: { zh: '受理时没有生效的时限', en: 'no time limit was in force at submission' },
    rejected: {
      zh: '在期限内被拒绝且未在期限内确认（之后的变化不再影响）',
      en: 'rejected by the due time and not confirmed by it, whatever comes later',
    },
  },
  reply: {
    withdrawn: { zh: '到期日前撤回且到期日前未答复', en: 'withdrawn by the due day without a reply by it' },
  },
  conformity: NOT_CLOSED,
  rework: { not_processed: { zh: '尚未办理', en: 'not processed yet' } },
  procedure: { withdrawn: { zh: '答复前撤回', en: 'withdrawn before a reply' }, ...NO_REPLY },
  notice: { ...NO_SUBMISSION, ...NOT_CLOSED },
  content: NO_REPLY,
  attitude: {
    ...NO_REGISTRATION,
    open: { zh: '尚无调查结论', en: 'no finding yet' },
    not_found: { zh: '最近的结论既非属实也非部分属实', en: 'the last finding is neither substantiated nor partly so' },
  },
  registration: { ...NO_REGISTRATION, mistaken: { zh: '因误投撤回', en: 'withdrawn as mistaken' } },
  assignment: {
    ...NO_REGISTRATION,
    unassigned: { zh: '尚未分派', en: 'not assigned yet' },
    assigned_before_registered: { zh: '分派早于登记', en: 'assigned before it was registered' },
  },
  overall: RATING,
  recommend: {
    ...SURVEY,
    wrong_scale: {
      zh: '没有可用答案且有答案不是 0–10 量表',
      en: 'no answer is usable and one is on another scale than 0 to 10',
    },
    ...UNUSABLE,
  },
  ease: RATING,
  wayfinding: RATING,
  comfort: RATING,
  disclosure: RATING,
  knowledge: RATING,
  courtesy: RATING,
  complaint_resolution: RATING,
  callback: {
    abandoned: {
      zh: '在承诺时间前放弃且在承诺时间前未答复',
      en: 'abandoned by the promised time without a reply by it',
    },
  },
  resolution: {
    no_customer: {
      zh: '没有客户假名（归入到达日或接收日）',
      en: 'no event names the customer (on the day of arrival or receipt)',
    },
    abandoned: {
      zh: '未办结即放弃（归入到达日或接收日）',
      en: 'abandoned and never closed (on the day of arrival or receipt)',
    },
    open: { zh: '尚未办结（归入到达日或接收日）', en: 'not closed yet (on the day of arrival or receipt)' },
    no_topic: { zh: '没有主题', en: 'no event names a topic' },
    window_open: { zh: '办结后第 7 日尚未结束', en: 'the seventh day after it was closed is not over' },
  },
  zone_signage: OBSERVED,
  cleanliness: OBSERVED,
  observed_conformity: OBSERVED,
  observed_attitude: OBSERVED,
  answer_accuracy: OBSERVED,
  teamwork: {
    no_score: { zh: '没有团队协作评分', en: 'nobody scored teamwork' },
    one_coder: { zh: '只有一名编码员评了团队协作', en: 'one coder alone scored teamwork' },
    low_agreement: {
      zh: '有两名编码员在共同评分的各方面上加权 κ 低于 0.6',
      en: 'two coders reach a weighted κ below 0.6 over all that both scored',
    },
  },
} as const satisfies Readonly<Record<string, Reasons>>;

export type ExclusionGroup = keyof typeof EXCLUSIONS;
