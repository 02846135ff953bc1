/**
 * Cases with an event that has not occurred yet (producers' clocks may run up to 24 h ahead): events after now do not count,
 * so such a case is folded again once the event's time has come.
 */
import type { UnripeCase } from '@plumbline/warehouse';

export class UnripeCases {
  private waiting: UnripeCase[] = [];

  /** Takes the place of all that it knew. */
  replace(cases: readonly UnripeCase[]): void {
    this.waiting = [...cases];
  }

  add(family: string, caseId: string, timeMs: number): void {
    this.waiting.push({ timeMs, family, caseId });
  }

  /** Takes out the cases whose event has occurred by now, by family. */
  takeRipe(nowMs: number): Map<string, Set<string>> {
    const ripe = new Map<string, Set<string>>();
    if (this.waiting.length === 0) return ripe;
    for (const { family, caseId, timeMs } of this.waiting) {
      if (timeMs <= nowMs) addCase(ripe, family, caseId);
    }
    this.waiting = this.waiting.filter(({ timeMs }) => timeMs > nowMs);
    return ripe;
  }
}

export function addCase(cases: Map<string, Set<string>>, family: string, caseId: string): void {
  const known = cases.get(family);
  if (known) known.add(caseId);
  else cases.set(family, new Set([caseId]));
}
