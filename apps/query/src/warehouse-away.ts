/** ClickHouse away, told to whoever asked: another try in a moment makes sense. */
import { Problem } from '@plumbline/problem';
import { WarehouseError } from '@plumbline/warehouse';

/**
 * @param title what cannot be done
 * @param signal aborted when nobody waits for the answer any more
 * @throws Problem 503 where the warehouse does not answer
 */
export async function unlessAway<Result>(
  title: string,
  read: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (signal?.aborted) throw new Problem({ status: 499, code: 'client_left', title: 'Nobody waits for the answer' });
    if (!(error instanceof WarehouseError)) throw error;
    throw new Problem(
      { status: 503, code: 'clickhouse_away', title, detail: error.message, retryAfterSeconds: 2 },
      { cause: error },
    );
  }
}
