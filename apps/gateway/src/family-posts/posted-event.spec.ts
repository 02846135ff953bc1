import { faultOfPosted, idOfKey, postedEvent } from './posted-event';

const VISITS = { collection: 'visits', type: 'plumbline.visit.arrived.v1' };

describe('what is posted to the address of a family', () => {
  it('given plain data, then the envelope has its time and branch, and the rest is data', () => {
    const posted = { occurred_at: '2026-03-02T09:00:00+08:00', branch_id: 'B001', visit_id: 'v-1', channel: 'onsite' };
    expect(postedEvent(VISITS, 'k-1', posted)).toEqual({
      specversion: '1.0',
      id: 'k-1',
      source: '/api/v1/visits',
      type: 'plumbline.visit.arrived.v1',
      time: '2026-03-02T09:00:00+08:00',
      branchid: 'B001',
      data: { visit_id: 'v-1', channel: 'onsite' },
    });
  });

  it.each([
    ['/data/visit_id', 'visit_id is missing.', '/visit_id', 'visit_id is missing.'],
    ['/data', 'The case id is longer.', '', 'The case id is longer.'],
    ['/time', 'time is missing.', '/occurred_at', 'occurred_at is missing.'],
    ['/branchid', 'branchid is missing.', '/branch_id', 'branch_id is missing.'],
    ['/id', 'id must be 1 to 128 letters.', 'Idempotency-Key', 'Idempotency-Key must be 1 to 128 letters.'],
  ])('given a fault at %s of the event, then it is told of what was posted', (pointer, message, posted, told) => {
    expect(faultOfPosted({ pointer, code: 'c', message })).toEqual({ pointer: posted, code: 'c', message: told });
  });

  it('given a key in quotes or without, then the id is the same', () => {
    expect([idOfKey('"k-1"'), idOfKey('k-1'), idOfKey('"')]).toEqual(['k-1', 'k-1', '"']);
  });
});
