/** How the oracle's folds read a case: the first event of a type, a field that may be missing, the slices of an opening. */
import type { OracleEvent } from './history';
import type { Slices } from './tallies';

export interface OracleWorld {
  readonly zone: string;
  readonly nowMs: number;
}

export function first(
  events: readonly OracleEvent[],
  type: string,
  accepts: (event: OracleEvent) => boolean = () => true,
): OracleEvent | undefined {
  return events.find((event) => event.type === type && accepts(event));
}

export function text(event: OracleEvent | undefined, field: string): string {
  const value = event?.data[field];
  return typeof value === 'string' && value !== '' ? value : 'unknown';
}

export function slicesOf(opening: OracleEvent, staff = 'unknown'): Slices {
  return {
    branch: opening.branch,
    channel: text(opening, 'channel'),
    service_item: text(opening, 'service_item_code'),
    service_line: text(opening, 'service_line'),
    priority_class: text(opening, 'priority_class'),
    staff,
  };
}
