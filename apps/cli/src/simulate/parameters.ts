/** What a simulated bank is made from: size, range, seed and the incidents that befall it. */
import { CliError, EXIT } from '../cli-error';

export interface SimulationParameters {
  readonly seed: number;
  readonly branches: number;
  /** First simulated local day, YYYY-MM-DD. */
  readonly from: string;
  /** IANA time zone of the bank. */
  readonly timeZone: string;
  readonly incidents: readonly Incident[];
}

/** Something that goes wrong at a branch (or at all: `*`) from the start of a local minute up to that of another. */
export interface Incident {
  readonly kind: 'counters' | 'outage' | 'rude';
  readonly branch: string;
  /** Local, YYYY-MM-DD or YYYY-MM-DDTHH:MM. */
  readonly from: string;
  /** Exclusive. A date alone means the whole of that day. */
  readonly to: string;
}

export const INCIDENT_KINDS = ['counters', 'outage', 'rude'] as const;
const INCIDENT = /^(\w+):(\*|B\d{3}):(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)\.\.(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)$/;

/** Reads `kind:branch:from..to`, e.g. `counters:B003:2026-05-04..2026-05-15`. */
export function parseIncident(text: string): Incident {
  const [, kind, branch = '', from = '', to = ''] = INCIDENT.exec(text) ?? [];
  const known = INCIDENT_KINDS.find((candidate) => candidate === kind);
  if (!known || from > to) {
    throw new CliError(
      `"${text}" is no incident. Write kind:branch:from..to with kind ${INCIDENT_KINDS.join(', ')} and branch B001 or *, e.g. counters:B003:2026-05-04..2026-05-15`,
      EXIT.usage,
    );
  }
  return { kind: known, branch, from, to };
}

/** When an incident holds, in milliseconds since 1970, the end exclusive. */
export interface IncidentWindow {
  readonly kind: Incident['kind'];
  readonly fromMs: number;
  readonly toMs: number;
}

const MS_PER_DAY = 86_400_000;

/** The windows of the incidents that befall a branch. @param offsetMs local time less UTC */
export function incidentWindows(incidents: readonly Incident[], branch: string, offsetMs: number): IncidentWindow[] {
  const instant = (local: string): number =>
    Date.parse(local.includes('T') ? `${local}Z` : `${local}T00:00Z`) - offsetMs;
  return incidents
    .filter((incident) => incident.branch === '*' || incident.branch === branch)
    .map(({ kind, from, to }) => ({
      kind,
      fromMs: instant(from),
      toMs: instant(to) + (to.includes('T') ? 0 : MS_PER_DAY),
    }));
}

/** The incidents of the demo, placed so that they fall into the last 90 days before `today`. */
export function demoIncidents(dayBefore: (days: number) => string): Incident[] {
  return [
    { kind: 'counters', branch: 'B003', from: dayBefore(40), to: dayBefore(20) },
    { kind: 'rude', branch: 'B007', from: dayBefore(45), to: dayBefore(15) },
    { kind: 'outage', branch: '*', from: `${dayBefore(30)}T10:00`, to: `${dayBefore(30)}T12:00` },
  ];
}
