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

/** counters: half of the counters closed; outage: nobody's service begins; rude: the staff have a bad time. */
export const INCIDENT_KINDS = ['counters', 'outage', 'rude'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Something that goes wrong at a branch (or at all: `*`) from a local date or minute on, up to another. */
export interface Incident {
  readonly kind: IncidentKind;
  readonly branch: string;
  /** Local, YYYY-MM-DD or YYYY-MM-DDTHH:MM. */
  readonly from: string;
  /** A date is meant with all of its day, a minute is not part of it. */
  readonly to: string;
}

const MOMENT = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/.source;
const INCIDENT = new RegExp(`^(\\w+):(\\*|B\\d{3}):(${MOMENT})\\.\\.(${MOMENT}|\\d{2}:\\d{2})$`);

/**
 * Reads `kind:branch:from..to`, e.g. `counters:B003:2026-05-04..2026-05-15` or `outage:*:2026-06-01T10:00..12:00`.
 * @throws CliError (exit code `EXIT.usage`) where it is none
 */
export function parseIncident(text: string): Incident {
  const [, kindText, branch = '', from = '', toText = ''] = INCIDENT.exec(text) ?? [];
  const kind = INCIDENT_KINDS.find((candidate) => candidate === kindText);
  const to = /^\d\d:/.test(toText) ? `${from.slice(0, 10)}T${toText}` : toText;
  const incident = { kind: kind ?? INCIDENT_KINDS[0], branch, from, to };
  if (kind !== undefined && startOf(from) < endOf(to)) return incident;
  throw new CliError(
    `"${text}" is no incident. Write kind:branch:from..to with kind ${INCIDENT_KINDS.join(', ')}, branch B001 … or * for all, and an end after the start, e.g. counters:B003:2026-05-04..2026-05-15 or outage:*:2026-06-01T10:00..12:00`,
    EXIT.usage,
  );
}

/** When an incident holds, in milliseconds since 1970, the end exclusive. */
export interface IncidentWindow {
  readonly kind: IncidentKind;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The windows of the incidents that befall a branch. @param offsetMs local time less UTC */
export function incidentWindows(incidents: readonly Incident[], branch: string, offsetMs: number): IncidentWindow[] {
  return incidents
    .filter((incident) => incident.branch === '*' || incident.branch === branch)
    .map(({ kind, from, to }) => ({ kind, fromMs: startOf(from) - offsetMs, toMs: endOf(to) - offsetMs }));
}

/** The incidents of the demo, placed so that they fall into the last 90 days before `today`. */
export function demoIncidents(dayBefore: (days: number) => string): Incident[] {
  return [
    { kind: 'counters', branch: 'B003', from: dayBefore(40), to: dayBefore(20) },
    { kind: 'rude', branch: 'B007', from: dayBefore(45), to: dayBefore(15) },
    { kind: 'outage', branch: '*', from: `${dayBefore(30)}T10:00`, to: `${dayBefore(30)}T12:00` },
  ];
}

const MS_PER_DAY = 86_400_000;

/** A local moment read as if it were UTC; not a number where there is no such moment. */
function startOf(moment: string): number {
  const asUtc = moment.includes('T') ? moment : `${moment}T00:00`;
  const ms = Date.parse(`${asUtc}Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(asUtc) ? Number.NaN : ms;
}

function endOf(moment: string): number {
  return startOf(moment) + (moment.includes('T') ? 0 : MS_PER_DAY);
}
