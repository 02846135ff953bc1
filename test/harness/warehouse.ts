/** A warehouse for tests that speak to it without a platform: events landed as the log would hold them, and the facts they give. */
import { caseKeyOf, currentTypeOf, decode } from '@plumbline/events';
import { PROJECTED_FAMILIES, Projection, type ProjectedFamily, type WarehouseClient } from '@plumbline/warehouse';
import type { SentEvent } from '../oracle/history';

/** What of an event says which case it touches. */
export interface CaseEvent {
  readonly type?: unknown;
  readonly branchid?: unknown;
  readonly partitionkey?: string;
  readonly data: object;
}

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
  await projectTouched(projection, events);
}

/** Projects the cases that landed events touch, family by family. */
export async function projectTouched(projection: Projection, events: readonly CaseEvent[]): Promise<void> {
  const touched = new Map<string, Set<string>>();
  for (const event of events) {
    const family = currentTypeOf(String(event.type))?.family ?? '';
    touched.set(family, (touched.get(family) ?? new Set()).add(event.partitionkey ?? caseKeyOf(event)));
  }
  for (const family of PROJECTED_FAMILIES) {
    await projection.project(family, await projection.casesOf(family, touched));
  }
}

/** The live facts of a family, less how many appends they were folded from and how many came late. */
export async function liveFacts(client: WarehouseClient, { facts }: ProjectedFamily): Promise<string[]> {
  const rows = await client.rows<readonly unknown[]>(
    `SELECT * EXCEPT (version, late) FROM ${facts} FINAL WHERE live ORDER BY ALL`,
  );
  return rows.map((row) => JSON.stringify(row));
}
