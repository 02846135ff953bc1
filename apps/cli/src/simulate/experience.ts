/** What a customer met, and how content it left them. */
import type { Construct } from '@plumbline/events';
import type { ContactChannel, SimulatedBranch } from './bank';
import type { Contact } from './contacts';
import type { EventWriter } from './event-writer';
import type { OfficeClock } from './office-clock';
import type { Chance } from './random';

/** A branch on a day: its pen, its chance, and the clock of the back office. */
export interface BranchDay {
  readonly branch: SimulatedBranch;
  readonly writer: EventWriter;
  readonly chance: Chance;
  readonly office: OfficeClock;
}

/** What a customer met, as far as it shapes what follows. */
export interface Experience {
  readonly contact: Contact;
  readonly visitId: string;
  /** Joins the visit, its transaction, survey and complaint. */
  readonly journey: string;
  /** End of service, or when the customer left. */
  readonly endedMs: number;
  readonly waitSeconds: number;
  readonly wasServed: boolean;
  readonly staffRef: string;
  readonly isRude: boolean;
  /** When an error in this customer's transaction was put right. */
  readonly reworkedMs: number | undefined;
}

/** One question, and what the customer would answer. */
export interface Opinion {
  readonly construct: Construct;
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly value: number;
  /** The answer turned into 0 to 100, the ends of its scale. */
  readonly index: number;
}

const CONTENT = 85;
const REWORK_LOSS = 18;
const RUDE_LOSS = 14;
const RUDE_COURTESY_LOSS = 16;
const MOST_WAIT_LOSS = 35;
/** Points lost for a minute of waiting: on the telephone one expects to be answered. */
const WAIT_LOSS: Readonly<Record<ContactChannel, number>> = { onsite: 0.8, phone: 4, online: 3 };
const SPREAD = 13;
const OPINION_SPREAD = 7;

type Question = readonly [construct: Construct, shift: number, scaleMin: number, scaleMax: number];

const QUESTIONS: readonly Question[] = [
  ['overall', 0, 1, 5],
  ['recommend', -2, 0, 10],
  ['ease', -3, 1, 7],
  ['disclosure', -3, 1, 5],
  ['knowledge', 3, 1, 5],
  ['courtesy', 4, 1, 5],
];
/** Asked of those who were there. */
const ONSITE_QUESTIONS: readonly Question[] = [...QUESTIONS, ['wayfinding', 0, 1, 5], ['comfort', -1, 1, 5]];

/** Points of satisfaction around 0 to 100, before anybody is asked. */
export function satisfactionOf(met: Experience, { branch, chance }: BranchDay): number {
  const { contact } = met;
  const waitLoss = Math.min(MOST_WAIT_LOSS, (met.waitSeconds / 60) * WAIT_LOSS[contact.channel]);
  return (
    CONTENT +
    branch.quality +
    contact.item.appeal -
    waitLoss -
    (contact.priorityClass === 'none' ? 0 : branch.priorityGap) -
    (met.reworkedMs !== undefined && met.reworkedMs <= met.endedMs ? REWORK_LOSS : 0) -
    (met.isRude ? RUDE_LOSS : 0) +
    chance.normal(0, SPREAD)
  );
}

/** What the customer would answer to each question of the channel's survey. */
export function opinionsOf(met: Experience, satisfaction: number, chance: Chance): Opinion[] {
  const questions = met.contact.channel === 'onsite' ? ONSITE_QUESTIONS : QUESTIONS;
  return questions.map(([construct, shift, scaleMin, scaleMax]) => {
    const rudeness = construct === 'courtesy' && met.isRude ? RUDE_COURTESY_LOSS : 0;
    return opinion(construct, scaleMin, scaleMax, satisfaction + shift - rudeness + chance.normal(0, OPINION_SPREAD));
  });
}

/** The point of a scale nearest to a feeling of 0 to 100. */
export function opinion(construct: Construct, scaleMin: number, scaleMax: number, feeling: number): Opinion {
  const steps = scaleMax - scaleMin;
  const step = Math.round((Math.min(100, Math.max(0, feeling)) / 100) * steps);
  return { construct, scaleMin, scaleMax, value: scaleMin + step, index: (100 * step) / steps };
}
