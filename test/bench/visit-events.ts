/** Visits to measure with: four events a visit, about 300 bytes each, ids that never repeat. */

const BRANCHES = 12;
const DAYS = 90;
const ITEMS = ['deposit', 'withdrawal', 'transfer', 'remittance', 'credit_card'];

/** Lines as a producer sends them. @param name makes the ids unique among calls */
export function visitLines(name: string, events: number): string[] {
  const lines: string[] = [];
  for (let visit = 0; lines.length < events; visit += 1) {
    const branchid = `B${String(1 + (visit % BRANCHES)).padStart(3, '0')}`;
    const visitId = `${name}-${visit.toString(36).padStart(6, '0')}`;
    const day = Math.floor((4 * visit * DAYS) / events);
    const arrivedMs = Date.UTC(2026, 2, 1 + day, 1) + ((visit * 7_919) % 28_800) * 1_000;
    const line = (number: number, event: string, atMs: number, data: object): void => {
      lines.push(
        JSON.stringify({
          specversion: '1.0',
          id: `${visitId}-${number}`,
          source: `/bench/${branchid}`,
          type: `plumbline.visit.${event}.v1`,
          time: new Date(atMs).toISOString(),
          branchid,
          data: { visit_id: visitId, ...data },
        }),
      );
    };
    const waitMs = ((visit * 104_729) % 1_800) * 1_000;
    line(0, 'arrived', arrivedMs, {
      ticket_no: `A${visit % 1_000}`,
      via: 'machine',
      channel: 'onsite',
      service_item_code: ITEMS[visit % ITEMS.length],
      priority_class: 'none',
    });
    line(1, 'called', arrivedMs + waitMs, { counter_id: 'C3', call_seq: 1 });
    line(2, 'service_started', arrivedMs + waitMs, { counter_id: 'C3', staff_ref: 's_bench_3' });
    line(3, 'served', arrivedMs + waitMs + 300_000, { counter_id: 'C3', staff_ref: 's_bench_3', resolved: true });
  }
  return lines.slice(0, events);
}
