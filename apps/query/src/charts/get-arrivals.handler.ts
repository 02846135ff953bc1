/** The use case "what arrives, and how well": events by day or family, with those that came late or in conflict. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EventArrivals, readEventArrivals, type WarehouseClient } from '@plumbline/warehouse';
import { localMidnight } from '../local-midnight';
import { ParameterReader, type RawParameters } from '../parameters';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readMoment, readRange } from '../scores-question';
import { unlessAway } from '../warehouse-away';

export interface ArrivalRow {
  /** Of rows by day: its start. */
  readonly time: string | null;
  /** Of rows by family: its name. */
  readonly family: string | null;
  readonly events: number;
  /** Taken more than a day after they happened. */
  readonly late: number;
  /** Further contents under an identity that stands already; the first one counts. */
  readonly conflicting: number;
}

export interface ArrivalsAnswer {
  readonly meta: { readonly by: 'day' | 'family' };
  readonly rows: readonly ArrivalRow[];
}

export class GetArrivals extends Query<ArrivalsAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetArrivals)
export class GetArrivalsHandler implements IQueryHandler<GetArrivals> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetArrivals): Promise<ArrivalsAnswer> {
    const { timeZone } = this;
    const reader = new ParameterReader(parameters, ['from', 'to', 'by']);
    const by = reader.oneOf('by', ['day', 'family'] as const) ?? 'day';
    const range = readRange(reader, readMoment(reader, timeZone, Date.now()).today, timeZone);
    reader.finish();
    const read = await unlessAway(
      'Arrivals cannot be read now',
      () => readEventArrivals(this.warehouse, { ...range, by, timeZone }, signal),
      signal,
    );
    return { meta: { by }, rows: read.map((arrivals) => arrivalRow(arrivals, by, timeZone)) };
  }
}

function arrivalRow({ key, ...counts }: EventArrivals, by: 'day' | 'family', timeZone: string): ArrivalRow {
  return {
    time: by === 'day' ? localMidnight(key, timeZone) : null,
    family: by === 'family' ? key : null,
    ...counts,
  };
}
