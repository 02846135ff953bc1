/** Observations of a branch: sessions with the items of one form, some seen by two observers, some results disputed and turned. */
import type { BranchDay } from './experience';
import type { Chance } from './random';
import type { ObservedGroup } from './truth';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OFFICE_DAY_MS = 8 * HOUR_MS;

/** Sessions on a working day. */
const SESSIONS = 0.4;
const DOUBLE_SCORED = 0.15;
const OBSERVERS = 8;
const MODES = [['mystery', 5], ['onsite', 4], ['video', 1], ['self', 0.5]] as const; // prettier-ignore
const NOT_APPLICABLE = 0.03;
/** How often an observer misjudges an item that is clear, and one that everybody sees in another way. */
const SLIP = 0.008;
const VAGUE_SLIP = 0.3;
const DISPUTED = 0.08;
const RUDE_LOSS = 0.3;

interface FormItem {
  readonly id: string;
  readonly clause: string;
  readonly group: ObservedGroup;
  /** Chance to pass at an average branch. */
  readonly pass: number;
  readonly severity?: 'critical' | 'fatal';
  readonly isVague?: true;
  /** Only who asks as a customer hears an answer. */
  readonly isAnswer?: true;
}

function items(
  group: ObservedGroup,
  pass: number,
  entries: readonly string[],
  more: Partial<FormItem> = {},
): FormItem[] {
  return entries.map((entry) => {
    const [clause = '', id = ''] = entry.split(' ');
    return { id, clause, group, pass, ...more };
  });
}

const FORM: readonly FormItem[] = [
  ...items('layout', 0.88, [
    '2.1.1 layout', '2.1.2.1 entrance-sign', '2.1.2.2 service-sign', '2.1.2.3 rest-sign', '2.1.2.4 complaint-sign',
    '2.1.3 self-service-zone', '2.1.4.1 seats', '2.1.4.2 water', '2.1.5 complaint-room',
  ]),
  ...items('cleanliness', 0.93, [
    '2.3.2.1 floors', '2.3.2.1 windows', '2.3.2.2 desks', '2.3.2.3 toilets', '2.3.2.4 bins', '2.3.2.2 machines',
  ]),
  ...items('conformity', 0.87, ['3.2.1.1 uniform', '3.2.1.2 bearing', '3.2.3.1 greets', '3.2.3.2 understands', '3.2.3.4 passes-on',
    '4.1.3 guides', '4.1.4 helps', '4.1.5 invites-feedback']),
  ...items('conformity', 0.92, ['3.2.3.3 answers'], { severity: 'critical' }),
  ...items('conformity', 0.97, ['4.1.4 keeps-secrets'], { severity: 'fatal' }),
  ...items('attitude', 0.88, ['3.2.2.2 careful', '3.2.2.3 listens', '4.1.1 badge', '4.1.2 confirms-need', '4.2.2 helps-elderly',
    '4.2.3 gives-priority']),
  ...items('attitude', 0.75, ['3.2.2.1 takes-initiative', '4.2.4 calms'], { isVague: true }),
  ...items('answers', 0.95, ['5.3.2 fee-question', '5.3.2 card-question', '5.3.2 loan-question', '5.3.2 complaint-question'], {
    isAnswer: true,
  }),
]; // prettier-ignore

/** What is observed on one working day. @param isRude whether the staff have a bad time */
export function writeObservations(openMs: number, isRude: boolean, day: BranchDay): void {
  const { branch, chance, writer } = day;
  if (!chance.happens(SESSIONS)) return;
  const startedMs = openMs + chance.uniform() * 6 * HOUR_MS;
  const mode = chance.pick(MODES);
  const isPair = mode !== 'self' && chance.happens(DOUBLE_SCORED);
  const sessionId = writer.newId(startedMs);
  const truth = FORM.filter((item) => !item.isAnswer || mode === 'mystery').map((item) => ({
    item,
    isApplicable: !chance.happens(NOT_APPLICABLE),
    passes: chance.happens(chanceToPass(item, branch.quality, isRude)),
  }));
  const observers = pickObservers(chance, isPair ? 2 : 1);
  for (const [index, observer] of observers.entries()) {
    const recordedMs = startedMs + (40 + 5 * index) * MINUTE_MS;
    const observationId = writer.newId(recordedMs);
    const found = truth.map((one) => ({
      ...one,
      result: one.isApplicable ? judge(one.passes, one.item, chance) : ('na' as const),
    }));
    writer.write(recordedMs, {
      system: 'inspections',
      type: 'observation.recorded.v1',
      data: {
        observation_id: observationId,
        form_id: 'branch-visit',
        form_version: '1',
        mode,
        observer_ref: mode === 'self' ? `s_${branch.id.toLowerCase()}_head` : observer,
        started_at: writer.localTime(startedMs),
        ended_at: writer.localTime(recordedMs),
        items: found.map(({ item, result }) => ({
          item_id: item.id,
          clause: item.clause,
          result,
          severity: item.severity ?? 'normal',
          ...(item.isAnswer ? { construct: 'answer_accuracy' } : {}),
        })),
        ...(isPair ? { pair_id: `pair-${sessionId}` } : {}),
      },
      note: (tally) => {
        if (mode === 'self') return;
        tally.count(index === 0 ? 'sessions' : 'doubleScored');
        for (const { item, isApplicable, passes } of index === 0 ? truth : []) {
          if (isApplicable) tally.observed(item.group, passes);
        }
      },
    });
    for (const { item, result, passes } of found) {
      if (result === 'fail' && chance.happens(DISPUTED)) dispute(observationId, item, passes, recordedMs, day);
    }
  }
}

/** A result is turned where the observer was wrong. */
function dispute(observationId: string, { id }: FormItem, passes: boolean, recordedMs: number, day: BranchDay): void {
  const { writer, chance, office } = day;
  const about = { observation_id: observationId, item_id: id };
  const disputedMs = office.after(recordedMs, chance.exponential(OFFICE_DAY_MS));
  writer.write(disputedMs, { system: 'inspections', type: 'observation.disputed.v1', data: about });
  writer.write(office.after(disputedMs, (0.5 + chance.exponential(2)) * OFFICE_DAY_MS), {
    system: 'inspections',
    type: 'observation.resolved.v1',
    data: { ...about, outcome: passes ? 'overturned' : 'upheld' },
  });
}

function chanceToPass({ group, pass }: FormItem, quality: number, isRude: boolean): number {
  return Math.min(0.995, Math.max(0.05, pass + 0.008 * quality - (group === 'attitude' && isRude ? RUDE_LOSS : 0)));
}

function judge(passes: boolean, { isVague }: FormItem, chance: Chance): 'pass' | 'fail' {
  return passes !== chance.happens(isVague ? VAGUE_SLIP : SLIP) ? 'pass' : 'fail';
}

/** Observers of the bank, not of the branch; two are never the same. */
function pickObservers(chance: Chance, count: 1 | 2): string[] {
  const first = chance.below(OBSERVERS);
  const second = (first + 1 + chance.below(OBSERVERS - 1)) % OBSERVERS;
  return [first, second].slice(0, count).map((number) => `s_observer_${number + 1}`);
}
