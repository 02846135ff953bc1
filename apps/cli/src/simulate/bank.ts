/** The simulated bank: its branches, of different size, staffing and quality, and when they are open and busy. */
import { dayNumber, weekdayOf, type WorkingDays } from '@plumbline/calendar';
import { chanceFor } from './random';

/** Ways to reach a branch. */
export type ContactChannel = 'onsite' | 'phone' | 'online';

export interface SimulatedBranch {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly peerGroup: 'large' | 'medium' | 'small';
  /** Contacts on an average working day. */
  readonly contactsPerDay: Readonly<Record<ContactChannel, number>>;
  /** Who serves them at most: counters, telephone agents, online sessions at a time. */
  readonly servers: Readonly<Record<ContactChannel, number>>;
  /** How good service is here, in points of satisfaction around 0. */
  readonly quality: number;
  /** Points of satisfaction that customers with a priority class have less than others. */
  readonly priorityGap: number;
  /** Errors of the staff relative to the average branch. */
  readonly carelessness: number;
  /** Time its back office takes relative to the average branch. */
  readonly backOfficePace: number;
}

const REGIONS = ['east', 'south', 'north'] as const;
const NAMES = [
  'Harbour', 'Station', 'Market', 'University', 'Park', 'Riverside', 'Old Town', 'Airport', 'Garden', 'Tower', 'Bridge', 'Lake',
] as const; // prettier-ignore
const SIZES = [
  { peerGroup: 'large', contacts: [104, 30, 20], counters: 4 },
  { peerGroup: 'medium', contacts: [74, 25, 16], counters: 3 },
  { peerGroup: 'small', contacts: [54, 22, 15], counters: 2 },
] as const;
const TELEPHONE_AGENTS = 1;
const ONLINE_SESSIONS = 2;

/** The same bank for the same seed, whatever its size: branch 3 is branch 3. */
export function simulatedBranches(seed: number, count: number): SimulatedBranch[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `B${String(index + 1).padStart(3, '0')}`;
    const chance = chanceFor(seed, 'branch', id);
    const { peerGroup, contacts, counters } = SIZES[index % SIZES.length] as (typeof SIZES)[number];
    // Demand was planned for and came out otherwise: some branches have too few counters, some one to spare.
    const [onsite, phone, online] = contacts.map((planned) => planned * (0.9 + 0.25 * chance.uniform())) as [
      number,
      number,
      number,
    ];
    const round = Math.floor(index / NAMES.length);
    return {
      id,
      name: `${NAMES[index % NAMES.length]} branch${round === 0 ? '' : ` ${round + 1}`}`,
      region: REGIONS[Math.floor(index / SIZES.length) % REGIONS.length] as string,
      peerGroup,
      contactsPerDay: { onsite, phone, online },
      servers: { onsite: counters, phone: TELEPHONE_AGENTS, online: ONLINE_SESSIONS },
      quality: chance.normal(0, 4),
      priorityGap: Math.max(-1, chance.normal(3, 3)),
      carelessness: chance.logNormal(1, 0.5),
      backOfficePace: chance.logNormal(1, 0.15),
    };
  });
}

/** A day as far as it decides who comes: its contacts relative to an average working day, and from which local hour to which. */
export interface DayPlan {
  readonly factor: number;
  readonly opens: number;
  readonly closes: number;
}

export const OPEN_HOURS_TEXT = ['Mon-Fri 09:00-17:00', 'Sat 09:00-15:00'] as const;
const SATURDAY = 5;
const PAY_DAYS: ReadonlySet<number> = new Set([10, 25]);

/**
 * What a channel expects of a day; undefined where it is closed. Branches open on working days, make-up days included, and on
 * the Saturday between two working weeks; the telephone is answered daily, online service never stops.
 */
export function dayPlan(channel: ContactChannel, date: string, workingDays: WorkingDays): DayPlan | undefined {
  const day = dayNumber(date);
  const isWorking = workingDays.isWorking(day);
  const busy = (weekdayOf(day) === 0 ? 1.15 : 1) * (PAY_DAYS.has(Number(date.slice(8))) ? 1.2 : 1);
  if (channel === 'phone') return { factor: isWorking ? busy : 0.5, opens: 8, closes: 20 };
  if (channel === 'online') return { factor: isWorking ? busy : 0.8, opens: 0, closes: 24 };
  if (isWorking) return { factor: busy, opens: 9, closes: 17 };
  const isPlainSaturday =
    weekdayOf(day) === SATURDAY && workingDays.isWorking(day - 1) && workingDays.isWorking(day + 2);
  return isPlainSaturday ? { factor: 0.7, opens: 9, closes: 15 } : undefined;
}

/** Arrivals by local hour relative to one another: a morning peak, a lull at noon, a smaller peak after it. */
export const HOUR_WEIGHTS: Readonly<Record<ContactChannel, readonly number[]>> = {
  onsite: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1.1, 1.5, 1.25, 0.75, 0.7, 1, 1, 0.7, 0, 0, 0, 0, 0, 0, 0],
  phone: [0, 0, 0, 0, 0, 0, 0, 0, 0.6, 1.3, 1.5, 1.3, 0.8, 0.9, 1.1, 1.1, 1, 0.8, 0.6, 0.5, 0, 0, 0, 0],
  online: [0.4, 0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1, 1.3, 1.4, 1.3, 1.2, 1.1, 1.1, 1.1, 1.1, 1.1, 1.2, 1.4, 1.6, 1.5, 1.1, 0.7],
}; // prettier-ignore

const LUNCH_HOUR = 12;

/** Servers that are there at a local hour: at noon a counter closes for lunch. */
export function serversAt(channel: ContactChannel, servers: number, hour: number): number {
  return channel === 'onsite' && hour === LUNCH_HOUR ? Math.max(1, servers - 1) : servers;
}
