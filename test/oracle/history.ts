/** What the oracle knows of events: one copy of each, in the order of occurrence, by case. */

export interface SentEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly branchid?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface OracleEvent {
  readonly source: string;
  readonly id: string;
  /** Without prefix and version, e.g. `visit.arrived`. */
  readonly type: string;
  readonly timeMs: number;
  readonly branch: string;
  readonly caseId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The first of each (source, id) as it was sent; later ones with other content are conflicts and do not count. */
export function firstCopies(sent: readonly SentEvent[], nowMs: number): OracleEvent[] {
  const copies = new Map<string, OracleEvent>();
  for (const { id, source, type, time, branchid, data } of sent) {
    const key = `${source} ${id}`;
    if (copies.has(key) || Date.parse(time) > nowMs) continue;
    const short = type.replace('plumbline.', '').replace(/\.v\d+$/, '');
    copies.set(key, {
      source,
      id,
      type: short,
      timeMs: Date.parse(time),
      branch: branchid ?? '',
      caseId: caseOf(short, data),
      data,
    });
  }
  return [...copies.values()];
}

export function casesOf(events: readonly OracleEvent[], family: string): OracleEvent[][] {
  const cases = new Map<string, OracleEvent[]>();
  for (const event of events) {
    if (!event.type.startsWith(`${family}.`)) continue;
    cases.set(event.caseId, [...(cases.get(event.caseId) ?? []), event]);
  }
  return [...cases.values()].map((events_) => events_.sort(inOrder));
}

function inOrder(a: OracleEvent, b: OracleEvent): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function caseOf(type: string, data: Readonly<Record<string, unknown>>): string {
  const id = type.startsWith('visit.')
    ? data['visit_id']
    : type.startsWith('transaction.')
      ? data['txn_id']
      : type.startsWith('complaint.')
        ? data['complaint_id']
        : type.startsWith('survey.')
          ? (data['invitation_id'] ?? data['response_id'])
          : '';
  return String(id);
}
