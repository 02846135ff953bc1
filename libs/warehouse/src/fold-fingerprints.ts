/**
 * What a family's rows were folded with. Two halves: the texts and the time zone, which are the same in every process of one
 * version; and the reference data that the fold reads, which changes with events. Rows made with others need a rebuild.
 */
import { createHash } from 'node:crypto';
import type { WarehouseClient } from './client';
import { foldSql, PROJECTED_FAMILIES, type ProjectedFamily, sumSql } from './families';

export interface FoldFingerprint {
  /** Fold and sum texts, and the time zone. */
  readonly code: string;
  /** Reference events and calendar that the fold reads. */
  readonly reference: string;
}

/** Reference data as it stands: a version for each type of reference event that a fold reads. */
export type ReferenceVersions = Readonly<Record<string, string>>;

export async function readReferenceVersions(client: WarehouseClient): Promise<ReferenceVersions> {
  const rows = await client.rows<[string, string]>(
    `SELECT event, toString(sipHash64(groupArray((source, id, time, data))))
     FROM (SELECT * FROM reference_events WHERE event IN {events:Array(String)} ORDER BY source, id)
     GROUP BY event`,
    { events: [...new Set(PROJECTED_FAMILIES.flatMap(({ reads }) => reads))] },
  );
  return Object.fromEntries(rows);
}

/** @param calendarVersion names the calendar that libs/calendar made of the shipped years and the published ones */
export function foldFingerprint(
  family: ProjectedFamily,
  timeZone: string,
  references: ReferenceVersions,
  calendarVersion: string,
): FoldFingerprint {
  const calendar = family.reads.includes('calendar_published') ? calendarVersion : '';
  return {
    code: hashOf([foldSql(family, 'case_range'), sumSql(family, 'day_range'), timeZone]),
    reference: hashOf([calendar, ...family.reads.map((event) => references[event] ?? '')]),
  };
}

/** By family; a family that was never folded is not in it. */
export async function recordedFingerprints(client: WarehouseClient): Promise<ReadonlyMap<string, FoldFingerprint>> {
  const rows = await client.rows<[string, string, string]>(
    'SELECT family, fingerprint, reference FROM fold_fingerprints FINAL',
  );
  return new Map(rows.map(([family, code, reference]) => [family, { code, reference }]));
}

export async function recordFingerprint(
  client: WarehouseClient,
  family: ProjectedFamily,
  { code, reference }: FoldFingerprint,
): Promise<void> {
  await client.command(
    `INSERT INTO fold_fingerprints (family, fingerprint, reference)
     SELECT {family:String}, {code:String}, {reference:String}`,
    { family: family.name, code, reference },
  );
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
