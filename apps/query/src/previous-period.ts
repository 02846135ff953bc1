/** The period before a period: the previous day, week, month of its grain, or as many days just before a range. */
import { dateOf, dayNumber } from '@plumbline/calendar';
import type { Grain } from '@plumbline/warehouse';
import { DateTime } from 'luxon';

/** Local days, the end exclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

interface Periods extends DayRange {
  readonly grain: Grain;
}

/** First day of the period that a day falls in; without a grain the range is one period. */
export function periodOf(day: string, { from, grain }: Periods): string {
  return grain === 'none' ? from : isoDate(utc(day).startOf(grain));
}

/** The day after the last of the period that begins on a day. */
export function periodEnd(period: string, { to, grain }: Periods): string {
  return grain === 'none' ? to : isoDate(utc(period).plus({ [grain]: 1 }));
}

/**
 * The whole period before the one that begins on a day: with a grain it may have another length, as months do; without one it is
 * as long as the range.
 */
export function previousPeriod(period: string, { from, to, grain }: Periods): DayRange {
  const start =
    grain === 'none' ? dateOf(2 * dayNumber(from) - dayNumber(to)) : isoDate(utc(period).minus({ [grain]: 1 }));
  return { from: start, to: period };
}

/** The days that hold the previous period of every period of a range. */
export function previousRange(periods: Periods): DayRange {
  const { from, to } = periods;
  if (periods.grain === 'none') return previousPeriod(from, periods);
  const lastDay = dateOf(dayNumber(to) - 1);
  return { from: previousPeriod(periodOf(from, periods), periods).from, to: periodOf(lastDay, periods) };
}

function utc(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function isoDate(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}
