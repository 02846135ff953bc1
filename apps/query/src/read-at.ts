/**
 * Reads of another time: whatever reads facts and daily rows can be asked what was known at an instant. One function for all of
 * them: it refuses what is not settled yet, folds what the read needs, and says where the read finds it.
 */
import { buildCalendar } from '@plumbline/calendar';
import { Problem } from '@plumbline/problem';
import { calendarAt, type Moment, type ScratchTables, type WarehouseClient, withFactsAsOf } from '@plumbline/warehouse';
import type { Pipeline } from './pipeline';

export interface ReadAtOptions {
  readonly warehouse: WarehouseClient;
  readonly pipeline: Pick<Pipeline, 'settledMs'>;
  readonly timeZone: string;
}

/** What a read needs of the past. */
export interface ReadRange {
  readonly moment: Moment;
  /** First local day (YYYY-MM-DD), and the day after the last. */
  readonly from: string;
  readonly to: string;
  /** Names of the families whose facts it reads. */
  readonly families: readonly string[];
  /** Whether it reads their daily sums too. */
  readonly sums: boolean;
  /** Branches that it is restricted to; all where there are none. */
  readonly branches: readonly string[];
}

const RETRY_SECONDS = 1;

/**
 * Runs a read at its moment. Now, it finds facts and daily sums where they are, and `tables` is undefined; at another moment, `tables`
 * names what stands in for each family's facts and for `daily`, and is gone afterwards.
 * @throws Problem 409 `not_settled` where more may still become known of the moment
 */
export async function readAt<Result>(
  { warehouse, pipeline, timeZone }: ReadAtOptions,
  range: ReadRange,
  read: (tables: ScratchTables | undefined) => Promise<Result>,
): Promise<Result> {
  const { knownByMs } = range.moment;
  if (knownByMs === undefined) return read(undefined);
  await assertSettled(pipeline, knownByMs);
  return withFactsAsOf(warehouse, { ...range, timeZone, buildCalendar }, read);
}

/**
 * For reads that fold one case: at another moment than now, the working-day calendar that was in force then.
 * @returns its hash, under which the warehouse keeps it; undefined for now
 * @throws Problem 409 `not_settled` where more may still become known of the moment
 */
export async function calendarThen(
  { warehouse, pipeline }: Omit<ReadAtOptions, 'timeZone'>,
  moment: Moment,
): Promise<string | undefined> {
  if (moment.knownByMs === undefined) return undefined;
  await assertSettled(pipeline, moment.knownByMs);
  return calendarAt(warehouse, moment, buildCalendar);
}

async function assertSettled({ settledMs }: Pick<Pipeline, 'settledMs'>, asOfMs: number): Promise<void> {
  const youngestMs = await settledMs();
  if (youngestMs !== undefined && asOfMs <= youngestMs) return;
  const message =
    youngestMs === undefined
      ? 'What was known then cannot be said yet, since no projector runs; try again when one does.'
      : `What was known then is not settled yet; ask for ${new Date(youngestMs).toISOString()} or earlier, or try again.`;
  throw new Problem({
    status: 409,
    code: 'not_settled',
    title: 'The instant is not settled yet',
    detail: message,
    errors: [{ pointer: 'as_of', code: 'not_settled', message }],
    retryAfterSeconds: RETRY_SECONDS,
  });
}
