/** What a piece of work costs the engine: time by the clock, and of the processor, which other programs on the machine change less. */
import { readFileSync } from 'node:fs';
import type { EngineUnderTest } from '../harness/engine';
import { seconds } from './report';

export interface Work {
  readonly wallMs: number;
  /** All threads of the engine, merges in the background included. */
  readonly cpuMs: number;
}

const MS_PER_TICK = 10; // USER_HZ is 100 on every Linux

export class EngineWork {
  constructor(private readonly engine: EngineUnderTest) {}

  async of(work: () => Promise<void>): Promise<Work> {
    const before = this.cpuMs();
    const wallMs = 1_000 * (await seconds(work));
    return { wallMs, cpuMs: this.cpuMs() - before };
  }

  private cpuMs(): number {
    // Fields 14 and 15 are the time in user and kernel mode; the second, the program's name, may hold blanks (proc(5)).
    const fields = readFileSync(`/proc/${this.engine.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }
}

/** Both times in whole milliseconds, for a table. */
export function inWords({ wallMs, cpuMs }: Work): string {
  return `${cpuMs.toFixed(0)} of CPU, ${wallMs.toFixed(0)} by the clock`;
}
