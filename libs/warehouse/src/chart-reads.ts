/** Reads that only charts need: the load of hours and weekdays, and how events arrive. */
import type { WarehouseClient } from './client';
import { hourlyLoadSql } from './families';
import type { GroupFilters } from './metric-sums';
import { type Moment, referenceParameters } from './moment';
import { loadSql } from './sql';

export interface HourlyLoad {
  /** Local. */
  readonly hour: number;
  /** 1 … 7, Monday first. */
  readonly weekday: number;
  readonly visits: number;
  /** Days of the weekday on which anybody came. */
  readonly days: number;
}

export interface EventArrivals {
  /** Local day (YYYY-MM-DD) or family. */
  readonly key: string;
  readonly events: number;
  readonly late: number;
  readonly conflicting: number;
}

const HOURLY_LOAD = hourlyLoadSql();
const EVENT_ARRIVALS = loadSql('reads/event_arrivals');

/** By hour and weekday; what nobody came in is left out. @param question local days, `to` exclusive */
export async function readHourlyLoad(
  client: WarehouseClient,
  question: {
    readonly from: string;
    readonly to: string;
    readonly moment: Moment;
    readonly filters: Pick<GroupFilters, 'branch' | 'region' | 'channel'>;
  },
  signal?: AbortSignal,
): Promise<HourlyLoad[]> {
  const { from, to, moment, filters } = question;
  const rows = await client.rows<[number, number, string, string]>(
    HOURLY_LOAD,
    {
      ...referenceParameters(moment),
      from,
      to,
      branches: filters.branch,
      regions: filters.region,
      channels: filters.channel,
    },
    signal,
  );
  return rows.map(([hour, weekday, visits, days]) => ({ hour, weekday, visits: Number(visits), days: Number(days) }));
}

/** In the order of the key. @param question local days on which they were taken, `to` exclusive */
export async function readEventArrivals(
  client: WarehouseClient,
  question: { readonly from: string; readonly to: string; readonly by: 'day' | 'family'; readonly timeZone: string },
  signal?: AbortSignal,
): Promise<EventArrivals[]> {
  const { from, to, by, timeZone } = question;
  const rows = await client.rows<[string, string, string, string]>(
    EVENT_ARRIVALS,
    { from, to, by, time_zone: timeZone },
    signal,
  );
  return rows.map(([key, ...counts]) => {
    const [events = 0, late = 0, conflicting = 0] = counts.map(Number);
    return { key, events, late, conflicting };
  });
}
