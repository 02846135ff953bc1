/**
 * Which metrics of a case rest on a guessed calendar: nobody published or shipped 2003, so that its days are Monday to Friday by guess.
 * Each clock of a case has a flag of its own, over the days that it counted (metrics.md, due dates).
 */
import { buildCalendar } from '@plumbline/calendar';
import { PROJECTED_FAMILIES, Projection, replaceCalendarDays, type WarehouseClient } from '@plumbline/warehouse';
import { EngineUnderTest } from '../harness/engine';
import { event, type TestEvent } from '../harness/events';

const TIME_ZONE = 'Asia/Shanghai';

describe('what was counted on a guessed calendar', () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;
  let projection: Projection;
  beforeAll(async () => {
    await engine.start();
    client = await engine.database('guesses');
    await replaceCalendarDays(client, buildCalendar([]).days(), 'test');
    projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'test' });
  });
  afterAll(() => engine.stop());

  const take = async (name: string, caseId: string, events: readonly TestEvent[]): Promise<void> => {
    const lines = events.map((sent) =>
      Buffer.from(JSON.stringify({ ...sent, partitionkey: caseId, ingestedat: '2026-01-01T00:00:00Z' })),
    );
    await projection.land(lines);
    for (const family of PROJECTED_FAMILIES)
      if (family.name === name) await projection.project(family, new Set([caseId]));
  };
  const factsOf = async (table: string, columns: string, caseId: string): Promise<readonly unknown[] | undefined> => {
    const query = `SELECT DISTINCT ${columns} FROM ${table} FINAL WHERE case_id = {case:String}`;
    return (await client.rows<readonly unknown[]>(query, { case: caseId }))[0];
  };
  const measuresOf = async (table: string): Promise<ReadonlySet<string>> => {
    const query = `SELECT DISTINCT cell.measure FROM ${table} FINAL ARRAY JOIN cells AS cell`;
    return new Set((await client.rows<[string]>(query)).map(([measure]) => measure));
  };

  const at = (date: string, time = '10:00'): string => `${date}T${time}:00+08:00`;
  const complaint = (caseId: string, dates: Readonly<Record<string, string>>, newDue?: string): Promise<void> =>
    take('complaint', caseId, [
      ...Object.entries(dates).map(([step, date]) => event(`complaint.${step}`, at(date), { complaint_id: caseId })),
      ...(newDue === undefined
        ? []
        : [
            event('complaint.extended', at(dates['handled'] ?? ''), {
              complaint_id: caseId,
              kind: 'reply',
              new_due: at(newDue),
              approved_by: 's_1',
            }),
          ]),
    ]);

  it.each([
    // 31 December 2003 is one of the five days; 1 January is off: 31, 2, 5, 6, 7.
    ['2003-12-30', '2004-01-07', 1],
    // The day of the handling itself never counts: 2, 5, 6, 7, 8.
    ['2003-12-31', '2004-01-08', 0],
    ['2025-09-26', '2025-10-10', 0],
  ])(
    'given a complaint handled on %s, then its reply is due on %s, provisional %i',
    async (handled, due, provisional) => {
      const caseId = `handled-${handled}`;
      await complaint(caseId, { handled, replied: due });
      const columns = 'toString(reply_due_day), provisional, reply_outcome';
      expect(await factsOf('complaints', columns, caseId)).toEqual([due, provisional, 'on_time']);
    },
  );

  it.each([
    ['2027-01-04', 1],
    ['2205-10-17', 1],
    ['2025-12-31', 0],
  ])('given an extension to %s, then provisional %i, also past the end of the table', async (newDue, provisional) => {
    await complaint(`extended-${newDue}`, { handled: '2025-09-26' }, newDue);
    const columns = 'toString(reply_due_day), provisional';
    expect(await factsOf('complaints', columns, `extended-${newDue}`)).toEqual([newDue, provisional]);
  });

  it.each([
    ['2003-12-31', '2004-01-05', 1],
    ['2004-01-01', '2004-01-05', 0],
  ])(
    'given a complaint registered on %s and assigned on %s, then its working time is provisional %i, and its reply is not',
    async (registered, assigned, provisional) => {
      await complaint(`assigned-${registered}`, { registered, assigned, handled: assigned });
      const columns = 'assignment_provisional, provisional';
      expect(await factsOf('complaints', columns, `assigned-${registered}`)).toEqual([provisional, 0]);
    },
  );

  it('given a limit in minutes and one in working days, then only the latter is counted on a calendar', async () => {
    const limit = (item: string, unit: string): TestEvent =>
      event('reference.time_limit_set', at('2003-01-01'), {
        clause: '5.1.2',
        service_item_code: item,
        duration_n: 2,
        unit,
        start_event: 'transaction.submitted',
        end_event: 'transaction.confirmed',
        valid_from: at('2003-01-01'),
      });
    await take('reference', 'limits', [limit('deposit', 'min'), limit('transfer', 'working_day')]);
    for (const item of ['deposit', 'transfer']) {
      await take('transaction', item, [
        event('transaction.submitted', at('2003-12-02'), { txn_id: item, service_item_code: item }),
        event('transaction.confirmed', at('2003-12-02', '10:01'), { txn_id: item }),
      ]);
    }
    const columns = 'cycle_outcome, provisional, notice_provisional';
    expect(await factsOf('transactions', columns, 'deposit')).toEqual(['on_time', 0, 1]);
    expect(await factsOf('transactions', columns, 'transfer')).toEqual(['on_time', 1, 1]);
    const measures = await measuresOf('transaction_daily');
    expect([measures.has('cycle.provisional'), measures.has('notice.provisional')]).toEqual([true, true]);
  });

  it('given all these complaints, then each metric counts its own guesses', async () => {
    const measures = await measuresOf('complaint_daily');
    expect([measures.has('reply.provisional'), measures.has('assignment.provisional')]).toEqual([true, true]);
  });
});
