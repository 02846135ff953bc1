/** What projectors say of themselves through the warehouse, for processes that answer how the platform is. */
import type { WarehouseClient } from './client';

export interface ProjectorReport {
  readonly name: string;
  readonly state: string;
  /** Why it waits, where it does. */
  readonly cause?: string;
  readonly rebuild?: { readonly family: string; readonly done: number; readonly total: number };
  /** Seconds since the oldest record in work was appended; 0 when caught up. */
  readonly freshnessSeconds: number;
  /** Events since its start. */
  readonly projected: number;
  /** Records since its start. */
  readonly deadLettered: number;
}

/** A projector that has said nothing for longer is taken for gone. */
const SILENT_AFTER_SECONDS = 15;

export async function reportProjector(client: WarehouseClient, report: ProjectorReport): Promise<void> {
  await client.command(
    `INSERT INTO projectors (name, state, cause, rebuild_family, rebuild_done, rebuild_total, freshness_s, projected, dead_lettered)
     SELECT {name:String}, {state:String}, {cause:String}, {family:String}, {done:UInt64}, {total:UInt64}, {freshness:Float64},
         {projected:UInt64}, {dead:UInt64}`,
    {
      name: report.name,
      state: report.state,
      cause: report.cause ?? '',
      family: report.rebuild?.family ?? '',
      done: report.rebuild?.done ?? 0,
      total: report.rebuild?.total ?? 0,
      freshness: report.freshnessSeconds,
      projected: report.projected,
      dead: report.deadLettered,
    },
  );
}

/** The projectors that run, as they last said. */
export async function readProjectors(client: WarehouseClient): Promise<ProjectorReport[]> {
  const rows = await client.rows<[string, string, string, string, string, string, number, string, string]>(
    `SELECT name, state, cause, rebuild_family, rebuild_done, rebuild_total, freshness_s, projected, dead_lettered
     FROM projectors FINAL
     WHERE state != 'stopped' AND said_at > now64(3) - INTERVAL {silent:UInt32} SECOND
     ORDER BY name`,
    { silent: SILENT_AFTER_SECONDS },
  );
  return rows.map(([name, state, cause, family, done, total, freshnessSeconds, projected, deadLettered]) => ({
    name,
    state,
    ...(cause === '' ? {} : { cause }),
    ...(family === '' ? {} : { rebuild: { family, done: Number(done), total: Number(total) } }),
    freshnessSeconds,
    projected: Number(projected),
    deadLettered: Number(deadLettered),
  }));
}
