/** The back office's clock: its time passes 9 to 17 on working days alone. */
import type { WorkingDays } from '@plumbline/calendar';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OPENS_MS = 9 * HOUR_MS;
const CLOSES_MS = 17 * HOUR_MS;

export class OfficeClock {
  /** @param offsetMs local time less UTC */
  constructor(
    private readonly workingDays: WorkingDays,
    private readonly offsetMs: number,
  ) {}

  /** The instant at which `officeMs` of office time have passed since an instant. */
  after(fromMs: number, officeMs: number): number {
    const localMs = fromMs + this.offsetMs;
    let day = Math.floor(localMs / DAY_MS);
    let startMs = Math.max(localMs - day * DAY_MS, OPENS_MS);
    let restMs = officeMs;
    for (;;) {
      const openMs = this.workingDays.isWorking(day) ? Math.max(0, CLOSES_MS - startMs) : 0;
      if (restMs < openMs) return day * DAY_MS + startMs + restMs - this.offsetMs;
      restMs -= openMs;
      day += 1;
      startMs = OPENS_MS;
    }
  }
}
