/** Which case an event belongs to. */
import { caseKeyOf, subjectOf } from './case-key';

describe('caseKeyOf and subjectOf', () => {
  it.each([
    ['visit.arrived.v1', { visit_id: 'v1' }, 'v1', 'visit/v1'],
    ['transaction.submitted.v1', { txn_id: 't1', visit_id: 'v1' }, 't1', 'transaction/t1'],
    ['complaint.registered.v1', { complaint_id: 'c1' }, 'c1', 'complaint/c1'],
    ['survey.invited.v1', { invitation_id: 'i1' }, 'i1', 'survey/i1'],
    ['survey.response_submitted.v2', { response_id: 'r1', invitation_id: 'i1' }, 'i1', 'survey/i1'],
    ['survey.response_submitted.v1', { response_id: 'r1' }, 'r1', 'survey/r1'],
    ['survey.feedback_digest_issued.v1', { period: '2026-03' }, 'digest/2026-03', 'survey/digest/2026-03'],
    ['reference.branch_registered.v1', { name: 'Binjiang' }, 'B012', 'reference/B012'],
    ['reference.hours_changed.v1', { open_hours: [] }, 'B012', 'reference/B012'],
    ['reference.service_item_defined.v1', { service_item_code: 'deposit' }, 'deposit', 'reference/deposit'],
    ['reference.calendar_published.v1', { calendar_id: 'cn-2026', year: 2026 }, 'cn-2026', 'reference/cn-2026'],
    ['reference.time_limit_set.v1', { clause: '5.2.1', service_item_code: 'x' }, '5.2.1', 'reference/5.2.1'],
  ])('given %s, when its case is asked for, then the data or the branch names it', (type, data, key, subject) => {
    const event = { type: `plumbline.${type}`, branchid: 'B012', data };
    expect([caseKeyOf(event), subjectOf(event)]).toEqual([key, subject]);
  });

  it('given a correction, when its case is asked for, then the partition key names it', () => {
    const event = {
      type: 'plumbline.visit.event_voided.v1',
      branchid: 'B012',
      partitionkey: 'v1',
      data: { target: {} },
    };
    expect([caseKeyOf(event), subjectOf(event)]).toEqual(['v1', 'visit/v1']);
    expect(() => caseKeyOf({ ...event, partitionkey: undefined })).toThrow('not validated');
  });

  it('given an event that was not validated, when its case is asked for, then that is said', () => {
    expect(() => caseKeyOf({ type: 'plumbline.visit.arrived.v1', data: {} })).toThrow('not validated');
    expect(() => subjectOf({ type: 'plumbline.weather.changed.v1', data: {} })).toThrow('not validated');
  });
});
