/** CPU time of a process and of those that it started, from Linux' /proc. Elsewhere nobody counts it, and the figures say so. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, in which /proc counts: 100 on every Linux. */
const TICKS_PER_SECOND = 100;

/** In seconds since its start, ended children included; undefined where there is no /proc. */
export function cpuSeconds(pid: number): number | undefined {
  return process.platform === 'linux' ? ticksOf(pid) / TICKS_PER_SECOND : undefined;
}

function ticksOf(pid: number): number {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // Fields 14 to 17 of proc(5): user and system time, of its own and of children that ended. The second, its name, may hold blanks.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number); // prettier-ignore
  return [...ticks, ...childrenOf(pid).map(ticksOf)].reduce((sum, part) => sum + part, 0);
}

function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    readOrEmpty(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A process or a thread may end between being listed and being read. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
