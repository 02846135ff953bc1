/** Events for tests: short to write, valid to send. */

export type TestEvent = Record<string, unknown> & { readonly id: string; readonly data: Record<string, unknown> };

let sequence = 0;

/** A valid event. @param type family and event, e.g. `visit.arrived` */
export function event(
  type: string,
  time: string,
  data: Record<string, unknown>,
  attributes: Record<string, unknown> = {},
): TestEvent {
  sequence += 1;
  return {
    specversion: '1.0',
    id: `e-${sequence}`,
    source: '/test',
    type: `plumbline.${type}.v${type === 'survey.response_submitted' ? 2 : 1}`,
    time,
    branchid: 'B001',
    data,
    ...attributes,
  };
}

/** A branch visit that waited and was served. @param minute local minute of 2026-03-02 after 09:00 at which it arrived */
export function servedVisit(
  visitId: string,
  minute: number,
  waitMinutes: number,
  attributes: Record<string, unknown> = {},
): TestEvent[] {
  const at = (offset: number): string =>
    new Date(Date.parse('2026-03-02T09:00:00+08:00') + (minute + offset) * 60_000).toISOString();
  const slices = { channel: 'onsite', service_item_code: 'deposit', priority_class: 'none' };
  return [
    event('visit.arrived', at(0), { visit_id: visitId, ...slices }, attributes),
    event('visit.service_started', at(waitMinutes), { visit_id: visitId }, attributes),
    event('visit.served', at(waitMinutes + 5), { visit_id: visitId }, attributes),
  ];
}
