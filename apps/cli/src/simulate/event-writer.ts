/** Writes simulated events: CloudEvents with ids that depend on seed, branch and day alone. */
import type { Chance } from './random';
import type { TruthNote } from './truth';

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

/** Local time less UTC, and how RFC 3339 writes it, such as +08:00. */
export interface Offset {
  readonly ms: number;
  readonly text: string;
}

/** What an event says. */
export interface Said {
  readonly system: string;
  /** Without its prefix, e.g. `visit.arrived.v1`. */
  readonly type: string;
  readonly journey?: string;
  readonly data: SimulatedEvent['data'];
  /** What the truth takes down when the event is handed out. */
  readonly note?: TruthNote;
}

/** Events of one branch and local day, or (without a branch) of the bank. */
export class EventWriter {
  private events: TimedEvent[] = [];

  /** @param ids chance for ids alone, so that what is written decides nothing else */
  constructor(
    readonly branch: string | undefined,
    private readonly ids: Chance,
    private readonly offset: Offset,
  ) {}

  newId(atMs: number): string {
    return uuid(Math.floor(atMs), bits72(this.ids));
  }

  write(atMs: number, said: Said): void {
    this.events.push(new TimedEvent(Math.floor(atMs / SECOND_MS) * SECOND_MS, said, bits72(this.ids), this));
  }

  /** Hands over what was written, in the order of writing; an event that waits for its time must not keep the others. */
  take(): readonly TimedEvent[] {
    const written = this.events;
    this.events = [];
    return written;
  }

  localTime(atMs: number): string {
    return `${new Date(Math.floor(atMs) + this.offset.ms).toISOString().slice(0, 19)}${this.offset.text}`;
  }
}

const SECOND_MS = 1_000;

/** An event and when it happens. Many wait for their time, so it is put into words only when asked for. */
export class TimedEvent {
  /** @param atMs in milliseconds since 1970; whole seconds */
  constructor(
    readonly atMs: number,
    private readonly said: Said,
    private readonly idBits: Bits72,
    private readonly writer: EventWriter,
  ) {}

  get branch(): string | undefined {
    return this.writer.branch;
  }

  get note(): TruthNote | undefined {
    return this.said.note;
  }

  get event(): SimulatedEvent {
    const { system, type, journey, data } = this.said;
    const { branch } = this;
    return {
      specversion: '1.0',
      id: uuid(this.atMs, this.idBits),
      source: `/simulation/${system}${branch === undefined ? '' : `/${branch}`}`,
      type: `plumbline.${type}`,
      time: this.writer.localTime(this.atMs),
      ...(branch === undefined ? {} : { branchid: branch }),
      ...(journey === undefined ? {} : { correlationid: journey }),
      simulated: 'true',
      data,
    };
  }
}

/** Three numbers of 24 bits. */
type Bits72 = readonly [number, number, number];

const TWO_POW_24 = 16_777_216;

function bits72(chance: Chance): Bits72 {
  return [chance.below(TWO_POW_24), chance.below(TWO_POW_24), chance.below(TWO_POW_24)];
}

/** UUIDv7 (RFC 9562): milliseconds since 1970, then the version, 12 bits, the variant and 60 bits. */
function uuid(atMs: number, [head, middle, tail]: Bits72): string {
  const time = hex(atMs, 12);
  const start = hex(head, 6);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${start.slice(0, 3)}-8${start.slice(3)}-${hex(middle, 6)}${hex(tail, 6)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
