/** Writes simulated events: CloudEvents with ids that depend on seed, branch and day alone. */
import type { Chance } from './random';

export interface SimulatedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly branchid?: string;
  readonly correlationid?: string;
  readonly simulated: 'true';
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TimedEvent {
  readonly atMs: number;
  readonly event: SimulatedEvent;
}

/** UUIDv7 (RFC 9562): the event's time in milliseconds, and seeded bits. */
export function seededUuid(atMs: number, chance: Chance): string {
  const time = atMs.toString(16).padStart(12, '0');
  const bits = (digits: number): string =>
    Math.floor(chance.uniform() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const variant = (8 + Math.floor(chance.uniform() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-${variant}${bits(3)}-${bits(6)}${bits(6)}`;
}

/** Events of one branch and local day. */
export class EventWriter {
  readonly events: TimedEvent[] = [];

  /** @param offset of the day from UTC: its text such as +08:00, and milliseconds */
  constructor(
    private readonly branch: string,
    private readonly chance: Chance,
    private readonly offset: { readonly text: string; readonly ms: number },
  ) {}

  newId(atMs: number): string {
    return seededUuid(Math.floor(atMs), this.chance);
  }

  write(
    system: string,
    type: string,
    atMs: number,
    data: Readonly<Record<string, unknown>>,
    correlationid?: string,
  ): void {
    const wholeMs = Math.floor(atMs / 1_000) * 1_000;
    const event: SimulatedEvent = {
      specversion: '1.0',
      id: this.newId(wholeMs),
      source: `/simulation/${system}/${this.branch}`,
      type: `plumbline.${type}`,
      time: this.localTime(wholeMs),
      branchid: this.branch,
      ...(correlationid === undefined ? {} : { correlationid }),
      simulated: 'true',
      data,
    };
    this.events.push({ atMs: wholeMs, event });
  }

  localTime(atMs: number): string {
    return `${new Date(Math.floor(atMs) + this.offset.ms).toISOString().slice(0, 19)}${this.offset.text}`;
  }
}
