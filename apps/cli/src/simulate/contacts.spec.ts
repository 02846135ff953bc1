/** Arrivals: as many, and at the hours, that the plan of the day says. */
import { simulatedBranches } from './bank';
import { contactsOf } from './contacts';
import { chanceFor } from './random';

const HOUR_MS = 3_600_000;
const DAYS = 400;
const [branch] = simulatedBranches(1, 1);
if (!branch) throw new Error('There is no branch');
const PLAN = { factor: 1, opens: 9, closes: 17 };

describe('contacts', () => {
  const days = Array.from({ length: DAYS }, (_, day) =>
    contactsOf(branch, 'onsite', PLAN, 0, chanceFor('contacts', day)),
  );
  const contacts = days.flat();

  it('given 400 days, then the hours have the shares of their weights, and a day the planned number', () => {
    const counts = Array.from({ length: 24 }, () => 0);
    for (const { atMs } of contacts) counts[Math.floor(atMs / HOUR_MS)]! += 1;
    expect(counts.slice(0, 9).concat(counts.slice(17))).toEqual(new Array(16).fill(0));
    // Weights of 9 to 17 h: 1.1, 1.5, 1.25, 0.75, 0.7, 1, 1, 0.7; together 8.
    const expected = [1.1, 1.5, 1.25, 0.75, 0.7, 1, 1, 0.7].map(
      (weight) => (weight / 8) * branch.contactsPerDay.onsite * DAYS,
    );
    const chiSquare = expected.reduce((sum, mean, index) => sum + ((counts[9 + index] ?? 0) - mean) ** 2 / mean, 0);
    // 99.9 % point of the chi-square distribution with 8 degrees of freedom (each hour is a Poisson count of its own).
    expect(chiSquare).toBeLessThan(26.12);
  });

  it('given a Poisson process, then the variance of the daily number is its mean', () => {
    const mean = contacts.length / DAYS;
    const variance = days.reduce((sum, day) => sum + (day.length - mean) ** 2, 0) / (DAYS - 1);
    // The ratio has mean 1 and deviation √(2/399) = 0.071.
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.25);
  });

  it('given the contacts of a day, then they ascend on whole seconds', () => {
    const times = (days[0] ?? []).map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.filter((atMs) => atMs % 1_000 !== 0)).toEqual([]);
  });

  it('given a customer who comes again, then the priority class is the same', () => {
    const classes = new Map<string, Set<string>>();
    for (const { customerId, priorityClass } of contacts) {
      classes.set(customerId, (classes.get(customerId) ?? new Set()).add(priorityClass));
    }
    expect([...classes.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(new Set(contacts.map(({ priorityClass }) => priorityClass))).toEqual(
      new Set(['none', 'elderly', 'disabled', 'pregnant', 'other']),
    );
  });

  it('given the telephone, then nobody asks for what needs a counter', () => {
    const calls = contactsOf(branch, 'phone', { factor: 20, opens: 8, closes: 20 }, 0, chanceFor('calls'));
    expect(calls.length).toBeGreaterThan(300);
    expect(calls.filter(({ item }) => !item.isRemote)).toEqual([]);
  });
});
