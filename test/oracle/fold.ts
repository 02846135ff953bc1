/** The oracle's fold: each case judged for each metric, word by word after metrics.md, with plain loops. */
import { contactEntries } from './contact-fold';
import { casesOf, casesWithVoided, firstCopies, inOrder, type OracleEvent, type SentEvent } from './history';
import { inquiryEntries } from './inquiry-fold';
import { interviewEntries } from './interview-fold';
import { addDays, localDate, OracleCalendar } from './local-time';
import { LINE_OF_ITEM } from './model';
import { observationEntries } from './observation-fold';
import { first, type OracleWorld, slicesOf, text } from './reading';
import type { Entry } from './tallies';

export type { OracleWorld } from './reading';

const TARGET_S: Readonly<Record<string, number>> = { onsite: 900, phone: 20, online: 30, app: 30 };
const SHORT_CUT_S: Readonly<Record<string, number>> = { onsite: 120, phone: 10, online: 10, app: 10 };
const CONSTRUCT_METRICS: Readonly<Record<string, readonly string[]>> = {
  overall: ['c1-csat-index'],
  recommend: ['c1-nps'],
  ease: ['c2-ease-index'],
  wayfinding: ['h1-wayfinding-rating'],
  comfort: ['h2-comfort-rating'],
  disclosure: ['p3-disclosure-rating'],
  knowledge: ['s1-knowledge-rating'],
  courtesy: ['s2-courtesy-rating'],
  complaint_resolution: ['c2-complaint-resolution-csat'],
};

interface Limit {
  readonly item: string | undefined;
  readonly duration: number;
  readonly unit: string;
  readonly validFromMs: number;
  readonly event: OracleEvent;
}

export function foldAll(sent: readonly SentEvent[], world: OracleWorld): Entry[] {
  const events = firstCopies(sent, world.nowMs);
  const reference = casesOf(events, 'reference').flat().sort(inOrder);
  const calendar = new OracleCalendar(publishedYears(reference));
  const limits = limitsOf(reference);
  const lines = new Map([...LINE_OF_ITEM, ...definedLines(reference)]);
  return [
    ...casesOf(events, 'visit').flatMap((events_) => visitEntries(events_, world, lines)),
    ...casesOf(events, 'transaction').flatMap((events_) => transactionEntries(events_, world, calendar, limits)),
    ...casesOf(events, 'complaint').flatMap((events_) => complaintEntries(events_, world, calendar)),
    ...casesWithVoided(events, 'survey').flatMap((events_) => surveyEntries(events_, world)),
    ...casesOf(events, 'inquiry').flatMap((events_) => inquiryEntries(events_, world)),
    ...casesOf(events, 'interview').flatMap((events_) => interviewEntries(events_, world)),
    ...contactEntries(
      [...casesOf(events, 'visit'), ...casesOf(events, 'inquiry')],
      casesOf(events, 'correction'),
      world,
    ),
    ...observationEntries(casesOf(events, 'observation'), world),
  ];
}

function visitEntries(
  events: readonly OracleEvent[],
  { zone }: OracleWorld,
  lines: ReadonlyMap<string, string>,
): Entry[] {
  const arrived = first(events, 'visit.arrived');
  const started = first(events, 'visit.service_started');
  const served = first(events, 'visit.served');
  const abandoned = first(events, 'visit.abandoned');
  const opening = arrived ?? events[0];
  if (!opening) return [];
  const day = localDate(opening.timeMs, zone);
  const plain = slicesOf(opening);
  const slices = { ...plain, service_line: lines.get(plain.service_item) ?? 'unknown' };
  const entries: Entry[] = [];
  if (arrived && started) entries.push({ metric: 'contacts', day, slices, value: 1 });

  const channel = slices.channel;
  const joined = arrived?.data['queue_entered_at'];
  const enteredMs = typeof joined === 'string' ? Date.parse(joined) : (arrived?.timeMs ?? 0);
  const waited = (until: OracleEvent): number => Math.floor((until.timeMs - enteredMs) / 1000);

  const reasonFor = (channelReason: string | undefined): string | undefined => {
    if (!arrived) return 'no_opening';
    if (channelReason !== undefined) return channelReason;
    if (started && waited(started) < 0) return 'service_before_arrival';
    if (served && !started) return 'no_service_start';
    if (!started && !abandoned) return 'open';
    return undefined;
  };
  const waitSeconds = started ? waited(started) : abandoned ? Math.max(0, waited(abandoned)) : 0;

  const reason = reasonFor(TARGET_S[channel] === undefined ? 'no_target' : undefined);
  const isShort = reason === undefined && !started && waitSeconds <= (SHORT_CUT_S[channel] ?? 0);
  for (const metric of ['p1-wait-within-target-rate', 'p1-abandon-rate']) {
    const excluded = reason ?? (isShort ? 'short_abandon' : undefined);
    if (excluded !== undefined) entries.push({ metric, day, slices, excluded });
    else if (metric === 'p1-abandon-rate') entries.push({ metric, day, slices, value: started ? 0 : 1 });
    else entries.push({ metric, day, slices, value: started && waitSeconds <= (TARGET_S[channel] ?? 0) ? 1 : 0 });
  }
  const p90Reason = reasonFor(channel === 'onsite' ? undefined : 'other_channel');
  entries.push(
    p90Reason === undefined
      ? { metric: 'p1-wait-p90', day, slices, value: waitSeconds, censored: !started }
      : { metric: 'p1-wait-p90', day, slices, excluded: p90Reason },
  );
  return entries;
}

function transactionEntries(
  events: readonly OracleEvent[],
  { zone }: OracleWorld,
  calendar: OracleCalendar,
  limits: readonly Limit[],
): Entry[] {
  const submitted = first(events, 'transaction.submitted');
  const accepted = first(events, 'transaction.reviewed', ({ data }) => data['outcome'] === 'accepted');
  const processed = first(events, 'transaction.processed');
  const confirmed = first(events, 'transaction.confirmed');
  const fedBack = first(events, 'transaction.fed_back');
  const rejected = first(events, 'transaction.rejected');
  const opening = submitted ?? events[0];
  if (!opening) return [];
  const slices = slicesOf(opening, text(processed, 'staff_ref'));
  const openingDay = localDate(opening.timeMs, zone);
  const dayOf = (event: OracleEvent): string => localDate(event.timeMs, zone);
  const guessed = (after: string, last: string): { provisional?: true } =>
    calendar.guesses(after, last) ? { provisional: true } : {};
  const entries: Entry[] = [];

  const limit = submitted ? limitFor(limits, submitted) : undefined;
  if (!submitted || !limit) {
    entries.push({
      metric: 'p1-cycle-on-time-rate',
      day: openingDay,
      slices,
      excluded: submitted ? 'no_time_limit' : 'no_opening',
    });
  } else {
    const elapses = limit.unit === 'min' || limit.unit === 'h';
    const dueMs = submitted.timeMs + limit.duration * (limit.unit === 'h' ? 3_600_000 : 60_000);
    const startDay = dayOf(submitted);
    const day = elapses
      ? localDate(dueMs, zone)
      : limit.unit === 'working_day'
        ? calendar.nthWorkingDayAfter(startDay, limit.duration)
        : addDays(startDay, limit.duration);
    const byDue = (event: OracleEvent | undefined): boolean =>
      event !== undefined && (elapses ? event.timeMs <= dueMs : dayOf(event) <= day);
    const metric = 'p1-cycle-on-time-rate';
    const isCounted = limit.unit === 'working_day';
    const onDueDay = { metric, day, slices, due: true, ...(isCounted ? guessed(startDay, day) : {}) };
    if (byDue(confirmed)) entries.push({ ...onDueDay, value: 1 });
    else if (byDue(rejected)) entries.push({ ...onDueDay, excluded: 'rejected' });
    else entries.push({ ...onDueDay, value: 0 });
  }

  const closing = confirmed ?? fedBack;
  const closedDay = closing ? dayOf(closing) : openingDay;
  const closedReason = rejected && !confirmed ? 'rejected' : closing ? undefined : 'open';
  const steps = [submitted, accepted, processed, confirmed, fedBack];
  const conforms = steps.every(
    (step, index) => step && (index === 0 || (steps[index - 1]?.timeMs ?? Infinity) <= step.timeMs),
  );
  entries.push(
    closedReason === undefined
      ? { metric: 'p2-process-conformity-rate', day: closedDay, slices, value: conforms ? 1 : 0 }
      : { metric: 'p2-process-conformity-rate', day: closedDay, slices, excluded: closedReason },
  );
  const noticeReason = submitted ? closedReason : 'no_opening';
  const isNoticed =
    submitted !== undefined &&
    fedBack !== undefined &&
    confirmed !== undefined &&
    (dayOf(confirmed) <= calendar.nthWorkingDayAfter(dayOf(submitted), 1) ||
      events.some(({ type, timeMs }) => type === 'transaction.progress_notified' && timeMs < confirmed.timeMs));
  const noticeGuess = guessed(openingDay, calendar.nthWorkingDayAfter(openingDay, 1));
  entries.push(
    noticeReason === undefined
      ? { metric: 'p3-progress-notice-rate', day: closedDay, slices, value: isNoticed ? 1 : 0, ...noticeGuess }
      : { metric: 'p3-progress-notice-rate', day: closedDay, slices, excluded: noticeReason },
  );
  const isReworked = events.some(
    ({ type, data }) => type === 'transaction.reworked' && data['caused_by'] !== 'customer',
  );
  entries.push(
    processed
      ? { metric: 'p2-rework-rate', day: dayOf(processed), slices, value: isReworked ? 1 : 0 }
      : { metric: 'p2-rework-rate', day: openingDay, slices, excluded: 'not_processed' },
  );
  return entries;
}

function complaintEntries(events: readonly OracleEvent[], { zone }: OracleWorld, calendar: OracleCalendar): Entry[] {
  const registered = first(events, 'complaint.registered');
  const assigned = first(events, 'complaint.assigned');
  const investigated = first(events, 'complaint.investigated');
  const handled = first(events, 'complaint.handled');
  const replied = first(events, 'complaint.replied');
  const withdrawn = first(events, 'complaint.withdrawn');
  const opening = registered ?? events[0];
  if (!opening) return [];
  const slices = slicesOf(opening, text(assigned, 'handler_ref'));
  const dayOf = (event: OracleEvent): string => localDate(event.timeMs, zone);
  const openingDay = dayOf(opening);
  const guessed = (after: string, last: string): { provisional?: true } =>
    calendar.guesses(after, last) ? { provisional: true } : {};
  const entries: Entry[] = [];

  if (handled) {
    let due = calendar.nthWorkingDayAfter(dayOf(handled), 5);
    for (const { type, data, timeMs } of events) {
      if (type !== 'complaint.extended' || data['kind'] !== 'reply' || !data['approved_by']) continue;
      if (localDate(timeMs, zone) > due) continue;
      const newDue = localDate(Date.parse(String(data['new_due'])), zone);
      if (newDue > due) due = newDue;
    }
    const metric = 'p1-complaint-reply-on-time-rate';
    const onDueDay = { metric, day: due, slices, due: true, ...guessed(dayOf(handled), due) };
    if (replied && dayOf(replied) <= due) entries.push({ ...onDueDay, value: 1 });
    else if (withdrawn && dayOf(withdrawn) <= due) entries.push({ ...onDueDay, excluded: 'withdrawn' });
    else entries.push({ ...onDueDay, value: 0 });
  }

  const repliedDay = replied ? dayOf(replied) : openingDay;
  const isWithdrawnFirst = withdrawn !== undefined && (!replied || withdrawn.timeMs < replied.timeMs);
  const fields = registered?.data['fields_complete'] as Record<string, boolean> | undefined;
  const steps = [registered, assigned, investigated, handled, replied];
  const isComplete =
    fields !== undefined &&
    ['complainant', 'time', 'content', 'channel'].every((field) => fields[field]) &&
    steps.every((step, index) => step && (index === 0 || (steps[index - 1]?.timeMs ?? Infinity) <= step.timeMs));
  const procedure = 'p2-complaint-procedure-rate';
  if (isWithdrawnFirst) entries.push({ metric: procedure, day: repliedDay, slices, excluded: 'withdrawn' });
  else if (!replied) entries.push({ metric: procedure, day: repliedDay, slices, excluded: 'open' });
  else entries.push({ metric: procedure, day: repliedDay, slices, value: isComplete ? 1 : 0 });

  if (replied) {
    const content = replied.data['content'] as Record<string, boolean>;
    const required = [
      'matter',
      'result',
      'basis',
      ...(replied.data['follow_up_required'] === true ? ['follow_up'] : []),
    ];
    const given = required.filter((part) => content[part]).length;
    entries.push({ metric: 'p3-reply-content-rate', day: repliedDay, slices, value: (100 * given) / required.length });
  } else {
    entries.push({ metric: 'p3-reply-content-rate', day: repliedDay, slices, excluded: 'open' });
  }

  const findings = events.filter(({ type }) => type === 'complaint.investigated');
  const lastFinding = findings.at(-1)?.data['finding'];
  const attitude = 's2-attitude-complaint-rate';
  if (!registered) entries.push({ metric: attitude, day: openingDay, slices, excluded: 'no_opening' });
  else if (registered.data['cause_code'] === 'attitude') {
    if (findings.length === 0) entries.push({ metric: attitude, day: openingDay, slices, excluded: 'open' });
    else if (lastFinding === 'substantiated' || lastFinding === 'partly')
      entries.push({ metric: attitude, day: openingDay, slices, value: 1 });
    else entries.push({ metric: attitude, day: openingDay, slices, excluded: 'not_found' });
  }
  const isMistaken = events.some(
    ({ type, data }) => type === 'complaint.withdrawn' && data['reason_code'] === 'mistaken',
  );
  const counted = registered ? (isMistaken ? 'mistaken' : undefined) : 'no_opening';
  entries.push(
    counted === undefined
      ? { metric: 'c1-complaint-rate', day: openingDay, slices, value: 1 }
      : { metric: 'c1-complaint-rate', day: openingDay, slices, excluded: counted },
  );

  const assignment = 's3-assignment-time-p90';
  const assignedDay = assigned ? dayOf(assigned) : openingDay;
  if (!registered) entries.push({ metric: assignment, day: assignedDay, slices, excluded: 'no_opening' });
  else if (!assigned) entries.push({ metric: assignment, day: assignedDay, slices, excluded: 'unassigned' });
  else if (assigned.timeMs < registered.timeMs)
    entries.push({ metric: assignment, day: assignedDay, slices, excluded: 'assigned_before_registered' });
  else {
    const value = Math.floor(calendar.workingMs(registered.timeMs, assigned.timeMs, zone) / 1000);
    const guess = guessed(addDays(openingDay, -1), assignedDay);
    entries.push({ metric: assignment, day: assignedDay, slices, value, ...guess });
  }
  return entries;
}

interface Answer {
  readonly construct: string;
  readonly scale_min: number;
  readonly scale_max: number;
  readonly value?: number;
}

/** Version 1 wrote the scale as text, `1-5`. */
type SentAnswer = Answer | (Omit<Answer, 'scale_min' | 'scale_max'> & { readonly scale: string });

function onCurrentScale(answer: SentAnswer): Answer {
  if (!('scale' in answer)) return answer;
  const { scale, ...rest } = answer;
  const [least, most] = scale.split('-').map(Number);
  return { ...rest, scale_min: least ?? 0, scale_max: most ?? 0 };
}

function surveyEntries(events: readonly OracleEvent[], { zone }: OracleWorld): Entry[] {
  const responses = events.filter(({ type }) => type === 'survey.response_submitted');
  const counting = responses.find(({ voided }) => !voided);
  return responses.flatMap((response) => {
    const day = localDate(response.timeMs, zone);
    const slices = slicesOf(response);
    const answers = (response.data['answers'] as readonly SentAnswer[]).map(onCurrentScale);
    return [...new Set(answers.map(({ construct }) => construct))].flatMap((construct) => {
      const own = answers.filter((answer) => answer.construct === construct);
      const wrongScale = own.filter((a) => construct === 'recommend' && !(a.scale_min === 0 && a.scale_max === 10));
      const na = own.filter((a) => !wrongScale.includes(a) && a.value === undefined);
      const outside = own.filter(
        (a) => !wrongScale.includes(a) && a.value !== undefined && (a.value < a.scale_min || a.value > a.scale_max),
      );
      const good = own.filter((a) => ![...wrongScale, ...na, ...outside].includes(a));
      const unusable = wrongScale.length > 0 ? 'wrong_scale' : outside.length > 0 ? 'out_of_scale' : 'na';
      const reason = response.voided
        ? 'voided'
        : response !== counting
          ? 'second_response'
          : good.length > 0
            ? undefined
            : unusable;
      const mean =
        good.reduce((sum, a) => sum + ((a.value ?? 0) - a.scale_min) / (a.scale_max - a.scale_min), 0) / good.length;
      return (CONSTRUCT_METRICS[construct] ?? []).map((metric) =>
        reason === undefined
          ? { metric, day, slices, value: Math.floor(1e8 * mean + 0.5) }
          : { metric, day, slices, excluded: reason },
      );
    });
  });
}

function definedLines(reference: readonly OracleEvent[]): [item: string, line: string][] {
  return reference
    .filter(({ type }) => type === 'reference.service_item_defined')
    .map(({ data }) => [String(data['service_item_code']), String(data['service_line'])]);
}

function publishedYears(reference: readonly OracleEvent[]): Map<number, Map<string, 'work' | 'rest' | 'makeup'>> {
  const years = new Map<number, Map<string, 'work' | 'rest' | 'makeup'>>();
  const published = reference.filter(({ type }) => type === 'reference.calendar_published');
  for (const { data } of published) {
    const days = data['days'] as readonly { date: string; kind: 'work' | 'rest' | 'makeup' }[];
    years.set(Number(data['year']), new Map(days.map(({ date, kind }) => [date, kind])));
  }
  return years;
}

function limitsOf(reference: readonly OracleEvent[]): Limit[] {
  return reference
    .filter(
      ({ type, data }) =>
        type === 'reference.time_limit_set' &&
        data['start_event'] === 'transaction.submitted' &&
        data['end_event'] === 'transaction.confirmed',
    )
    .map((event) => ({
      item: event.data['service_item_code'] as string | undefined,
      duration: Number(event.data['duration_n']),
      unit: String(event.data['unit']),
      validFromMs: Date.parse(String(event.data['valid_from'])),
      event,
    }));
}

function limitFor(limits: readonly Limit[], submitted: OracleEvent): Limit | undefined {
  let best: Limit | undefined;
  for (const limit of limits) {
    if (limit.validFromMs > submitted.timeMs) continue;
    if (limit.item !== undefined && limit.item !== submitted.data['service_item_code']) continue;
    if (!best || beats(limit, best)) best = limit;
  }
  return best;
}

function beats(a: Limit, b: Limit): boolean {
  if ((a.item !== undefined) !== (b.item !== undefined)) return a.item !== undefined;
  if (a.validFromMs !== b.validFromMs) return a.validFromMs > b.validFromMs;
  return inOrder(a.event, b.event) > 0;
}
