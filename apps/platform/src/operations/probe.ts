/** What a part of the platform says of itself to whoever watches over the process. */

/** One Prometheus figure. */
export interface Figure {
  /** As Prometheus names it: unit in the name, counters end in _total. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Fault {
  /** Stable code. */
  readonly code: string;
  readonly detail: string;
}

export interface Probe {
  readonly part: 'kafka' | 'gateway' | 'projector' | 'query';
  /** Why the process has to be restarted. */
  stalled(): Fault | undefined;
  /** Why it should be asked nothing now. */
  unready(): Promise<Fault | undefined>;
  figures(): Promise<readonly Figure[]>;
}
