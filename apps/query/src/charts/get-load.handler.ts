/** The use case "when do customers come": visits by local hour and weekday. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type HourlyLoad, readHourlyLoad, type WarehouseClient } from '@plumbline/warehouse';
import { refuseUnknownPlaces } from '../known-places';
import type { RawParameters } from '../parameters';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { unlessAway } from '../warehouse-away';
import { readChartQuestion } from './chart-question';

/** Visits in an hour of a weekday, per day on which anybody came on that weekday; null where nobody ever did. */
export interface LoadRow {
  /** Local hour, such as 09:00. */
  readonly hour: string;
  readonly mon: number | null;
  readonly tue: number | null;
  readonly wed: number | null;
  readonly thu: number | null;
  readonly fri: number | null;
  readonly sat: number | null;
  readonly sun: number | null;
  /** All visits of the hour. */
  readonly n: number;
}

export interface LoadAnswer {
  readonly rows: readonly LoadRow[];
}

const NOT_CUT_BY = ['service_line', 'service_item', 'priority_class', 'staff', 'as_of'] as const;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export class GetLoad extends Query<LoadAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetLoad)
export class GetLoadHandler implements IQueryHandler<GetLoad> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetLoad): Promise<LoadAnswer> {
    const { cells } = readChartQuestion(parameters, [], this.timeZone, (reader) => {
      for (const name of NOT_CUT_BY) {
        if (parameters[name])
          reader.fault(name, 'not_sliceable', `The load is cut by branch, region and channel, not by ${name}.`);
      }
    });
    const read = await unlessAway(
      'The load cannot be read now',
      async () => {
        await refuseUnknownPlaces(this.warehouse, cells.filters);
        return readHourlyLoad(this.warehouse, cells, signal);
      },
      signal,
    );
    return { rows: loadRows(read) };
  }
}

/** Every hour from the first to the last with a visit. */
export function loadRows(load: readonly HourlyLoad[]): LoadRow[] {
  if (load.length === 0) return [];
  const hours = load.map(({ hour }) => hour);
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  const daysOf = new Map(load.map(({ weekday, days }) => [weekday, days]));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    const visitsOn = (weekday: number): number =>
      load.find((each) => each.hour === hour && each.weekday === weekday)?.visits ?? 0;
    const means = WEEKDAYS.map((name, day) => {
      const days = daysOf.get(day + 1);
      return [name, days === undefined ? null : visitsOn(day + 1) / days] as const;
    });
    return {
      hour: `${String(hour).padStart(2, '0')}:00`,
      ...(Object.fromEntries(means) as Record<(typeof WEEKDAYS)[number], number | null>),
      n: WEEKDAYS.reduce((sum, _name, day) => sum + visitsOn(day + 1), 0),
    };
  });
}
