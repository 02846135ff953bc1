/** A warehouse for tests that speak to it without a platform: events landed as the log would hold them, and the facts they give. */
import { caseKeyOf, currentTypeOf, decode } from '@plumbline/events';
import { PROJECTED_FAMILIES, Projection, type ProjectedFamily, type WarehouseClient } from '@plumbline/warehouse';
import type { SentEvent } from '../oracle/history';

/** The line that is landed of an event, stamped as if it had come in at that instant (milliseconds since 1970). */
export function lineOf(event: SentEvent, ingestedAtMs: number): Buffer {
  const stamped = {
    ingestedat: new Date(ingestedAtMs).toISOString(),
    ...event,
    partitionkey: event.partitionkey ?? caseKeyOf(event),
  };
  return Buffer.from(JSON.stringify(decode(stamped)));
}

/** Lands the events and projects the cases that they touch, family by family, as one batch of a projector. */
export async function takeBatch(
  projection: Projection,
  events: readonly SentEvent[],
  ingestedAtMs: (event: SentEvent, index: number) => number,
): Promise<void> {
  await projection.land(events.map((event, index) => lineOf(event, ingestedAtMs(event, index))));
  for (const family of PROJECTED_FAMILIES) {
    const touched = events.filter(({ type }) => currentTypeOf(type)?.family === family.name);
    const cases = touched.map((event) => event.partitionkey ?? caseKeyOf(event));
    await projection.project(family, new Set(cases));
  }
}

/** The live facts of a family, less how many appends they were folded from and how many came late. */
export async function liveFacts(client: WarehouseClient, { facts }: ProjectedFamily): Promise<string[]> {
  const rows = await client.rows<readonly unknown[]>(
    `SELECT * EXCEPT (version, late) FROM ${facts} FINAL WHERE live ORDER BY ALL`,
  );
  return rows.map((row) => JSON.stringify(row));
}
