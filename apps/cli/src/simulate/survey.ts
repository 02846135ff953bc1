/** Surveys: who is asked, who answers (the very unhappy and the delighted more often), and what. */
import type { BranchDay, Experience, Opinion } from './experience';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Share of served customers that are invited. */
const SELECTED = 0.4;
const NOT_DELIVERED = 0.02;
const DECLINED = 0.05;
const ANSWERS = 0.26;
const ANSWERS_UNHAPPY = 0.42;
const ANSWERS_DELIGHTED = 0.34;
const UNHAPPY_BELOW = 50;
const DELIGHTED_FROM = 92;
const NOT_APPLICABLE = 0.02;
const STOPS_HALFWAY = 0.05;
const COMPLAINT_SURVEY_ANSWERED = 0.65;

/** Asks about a visit, perhaps. */
export function writeVisitSurvey(
  met: Experience,
  satisfaction: number,
  opinions: readonly Opinion[],
  day: BranchDay,
): void {
  if (!day.chance.happens(SELECTED)) return;
  const askedMs = met.endedMs + 5 * MINUTE_MS;
  const invitation = invite(
    met,
    askedMs,
    { about: 'visit', about_id: met.visitId, sampling: 'random', p_select: SELECTED },
    day,
  );
  const willing =
    satisfaction < UNHAPPY_BELOW ? ANSWERS_UNHAPPY : satisfaction >= DELIGHTED_FROM ? ANSWERS_DELIGHTED : ANSWERS;
  if (invitation !== undefined && day.chance.happens(willing)) respond(met, invitation, askedMs, opinions, day);
}

/** Asks about a complaint that was replied to. */
export function writeComplaintSurvey(
  met: Experience,
  complaintId: string,
  repliedMs: number,
  opinions: readonly Opinion[],
  day: BranchDay,
): void {
  const askedMs = repliedMs + HOUR_MS;
  const invitation = invite(met, askedMs, { about: 'complaint', about_id: complaintId, sampling: 'census' }, day);
  if (invitation !== undefined && day.chance.happens(COMPLAINT_SURVEY_ANSWERED)) {
    respond(met, invitation, askedMs, opinions, day);
  }
}

/** @returns the invitation, where it reached a customer who did not decline */
function invite(met: Experience, askedMs: number, about: object, { writer, chance }: BranchDay): string | undefined {
  const invitationId = writer.newId(askedMs);
  const { journey, contact } = met;
  const tell = (type: string, atMs: number, data: object, isFirst = false): void =>
    writer.write(atMs, {
      system: 'survey',
      type: `survey.${type}.v1`,
      journey,
      data: { invitation_id: invitationId, channel: contact.channel, ...data },
      ...(isFirst ? { note: (tally) => tally.count('invitations') } : {}),
    });
  tell(
    'invited',
    askedMs,
    { service_item_code: contact.item.code, survey_id: 'service', mode: 'app', invited_by: 'system', ...about },
    true,
  );
  if (chance.happens(NOT_DELIVERED)) {
    tell('delivery_failed', askedMs + MINUTE_MS, { reason: 'unreachable' });
    return undefined;
  }
  if (chance.happens(DECLINED)) {
    tell('declined', askedMs + chance.exponential(HOUR_MS), {});
    return undefined;
  }
  return invitationId;
}

function respond(
  { contact, journey }: Experience,
  invitationId: string,
  askedMs: number,
  opinions: readonly Opinion[],
  { writer, chance }: BranchDay,
): void {
  const respondedMs = askedMs + MINUTE_MS + chance.exponential(3 * HOUR_MS);
  const isPartial = opinions.length > 1 && chance.happens(STOPS_HALFWAY);
  const given = isPartial ? opinions.slice(0, opinions.length / 2) : opinions;
  const answers = given.map((opinion, place) => ({ opinion, isNa: place > 0 && chance.happens(NOT_APPLICABLE) }));
  writer.write(respondedMs, {
    system: 'survey',
    type: 'survey.response_submitted.v2',
    journey,
    data: {
      response_id: writer.newId(respondedMs),
      invitation_id: invitationId,
      channel: contact.channel,
      service_item_code: contact.item.code,
      service_line: contact.item.line,
      priority_class: contact.priorityClass,
      answers: answers.map(({ opinion: { construct, scaleMin, scaleMax, value }, isNa }) => ({
        question_id: `q-${construct}`,
        construct,
        scale_min: scaleMin,
        scale_max: scaleMax,
        ...(isNa ? { na: true } : { value }),
      })),
      partial: isPartial,
      duration_s: 5 + 6 * given.length + Math.floor(chance.exponential(30)),
    },
    note: (tally) => {
      tally.count('responses');
      for (const { opinion, isNa } of answers) if (!isNa) tally.answered(opinion.construct, opinion.index);
    },
  });
}
