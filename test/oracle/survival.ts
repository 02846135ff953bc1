/** Kaplan–Meier on the pinned histogram of whole seconds (metrics.md, conventions). */
import { byKey, type Entry, valueOf } from './tallies';

const TOLERANCE = 1e-12;

interface Step {
  readonly from: number;
  readonly to: number;
  readonly atRisk: number;
  readonly events: number;
  readonly before: number;
  readonly after: number;
}

export class SurvivalCurve {
  private readonly steps: readonly Step[];

  constructor(times: readonly Entry[]) {
    const bins = [...byKey(times, (entry) => String(binOf(valueOf(entry))))].sort(([a], [b]) => Number(a) - Number(b));
    const steps: Step[] = [];
    let atRisk = times.length;
    let before = 1;
    for (const [bin, here] of bins) {
      const events = here.filter(({ censored }) => censored !== true).length;
      const after = before * (1 - events / atRisk);
      const [from, to] = edgesOf(Number(bin));
      steps.push({ from, to, atRisk, events, before, after });
      before = after;
      atRisk -= here.length;
    }
    this.steps = steps;
  }

  /** Seconds at which the curve comes down to `level`: linear inside the first bin whose end has S ≤ level; null where it never does. */
  secondsAt(level: number): number | null {
    if (level >= 1) return 0;
    if (level <= 0) return null;
    const step = this.steps.find(({ after }) => after <= level + TOLERANCE);
    if (!step) return null;
    return step.from + ((step.before - level) / (step.before - step.after)) * (step.to - step.from);
  }

  survivalAt(seconds: number): number {
    let survival = 1;
    for (const { from, to, before, after } of this.steps) {
      if (seconds <= from) break;
      const fraction = Math.min(1, (seconds - from) / (to - from));
      survival = before + fraction * (after - before);
    }
    return survival;
  }

  /** Greenwood's standard error of S at a time; the events of the bin that holds it count by the fraction up to it. */
  greenwoodAt(seconds: number): number {
    let sum = 0;
    for (const { from, to, atRisk, events } of this.steps) {
      if (seconds <= from) break;
      const until = Math.min(1, (seconds - from) / (to - from)) * events;
      sum += until / (atRisk * (atRisk - until));
    }
    return this.survivalAt(seconds) * Math.sqrt(sum);
  }
}

/** v < 256 → v; else e = bit length − 8, bin 128e + (v >> e). */
export function binOf(seconds: number): number {
  if (seconds < 256) return seconds;
  const e = seconds.toString(2).length - 8;
  return 128 * e + Math.floor(seconds / 2 ** e);
}

/** First second of a bin, and the first one after it. */
export function edgesOf(bin: number): [from: number, to: number] {
  if (bin < 256) return [bin, bin + 1];
  const e = Math.floor(bin / 128) - 1;
  return [(bin - 128 * e) * 2 ** e, (bin - 128 * e + 1) * 2 ** e];
}
