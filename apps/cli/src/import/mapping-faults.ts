/**
 * What a schema cannot say of a mapping: event types that the catalogue knows, time zones and patterns that exist. Told before the
 * first row, since afterwards each row would fail alike.
 */
import { nearestName } from '@plumbline/events';
import { IANAZone } from 'luxon';
import { eventNames, isEventName } from './event-types';
import type { Mapping } from './mapping';

export interface Fault {
  /** Keys and positions that lead to the place. */
  readonly steps: readonly (string | number)[];
  readonly message: string;
}

/** @param mapping fits the schema */
export function faultsOf(mapping: Mapping): Fault[] {
  return [...timeZoneFaults(mapping), ...typeFaults(mapping), ...patternFaults(mapping, [])];
}

function timeZoneFaults({ file: { timeZone } }: Mapping): Fault[] {
  if (timeZone === undefined || IANAZone.isValidZone(timeZone)) return [];
  const hint = suggestion(timeZone, Intl.supportedValuesOf('timeZone')) ?? 'give one such as Asia/Shanghai';
  return [{ steps: ['file', 'timeZone'], message: `"${timeZone}" is not an IANA time zone (${hint})` }];
}

function typeFaults({ events }: Mapping): Fault[] {
  return events.flatMap(({ type }, index) => {
    if (isEventName(type)) return [];
    const hint = suggestion(type, eventNames()) ?? `there are ${eventNames().join(', ')}`;
    return [{ steps: ['events', index, 'type'], message: `"${type}" is no event of the catalogue (${hint})` }];
  });
}

/** A condition's `matches`, wherever it stands; fields of an event may have that name too, beside no `value`. */
function patternFaults(part: unknown, steps: Fault['steps']): Fault[] {
  if (typeof part !== 'object' || part === null) return [];
  const { matches, value } = part as { matches?: unknown; value?: unknown };
  const isCondition = typeof matches === 'string' && typeof value === 'string' && Object.keys(part).length === 2;
  if (isCondition) return patternFault(matches, [...steps, 'matches']);
  return Object.entries(part).flatMap(([key, inner]) =>
    patternFaults(inner, [...steps, Array.isArray(part) ? Number(key) : key]),
  );
}

function patternFault(pattern: string, steps: Fault['steps']): Fault[] {
  try {
    new RegExp(pattern, 'u');
    return [];
  } catch (error) {
    return [{ steps, message: `is no regular expression: ${(error as Error).message}` }];
  }
}

function suggestion(name: string, names: readonly string[]): string | undefined {
  const nearest = nearestName(name, names);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}
