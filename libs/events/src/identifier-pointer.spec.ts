/** Which places of an event hold identifiers. */
import { isIdentifierPointer } from './identifier-pointer';

describe('isIdentifierPointer', () => {
  it.each([
    ['visit.served', ['id'], true],
    ['visit.served', ['subject'], true],
    ['visit.served', ['tracestate'], false],
    ['visit.served', ['data'], false],
    ['visit.served', ['data', 'visit_id'], true],
    ['visit.served', ['data', 'txn_ids', '0'], true],
    ['visit.served', ['data', 'customer_ref'], true],
    ['visit.served', ['data', 'note'], false],
    ['visit.served', ['data', 'visit_id', 'deeper'], false],
    ['visit.served', ['data', 'constructor', 'name'], false],
    ['complaint.registered', ['data', 'text_ref'], true],
    ['reference.branch_registered', ['data', 'name'], false],
    ['reference.branch_registered', ['data', 'zones', '1'], false],
    ['survey.response_submitted', ['data', 'answers', '3', 'question_id'], true],
    ['weather.changed', ['data', 'visit_id'], false],
  ])('given %s, when %j is asked for, then the answer is %s', (type, steps, expected) => {
    expect(isIdentifierPointer(steps, { type: `plumbline.${type}.v1` })).toBe(expected);
  });

  it.each([
    [['data', 'patch', 'data', 'reply_channel'], true],
    [['data', 'patch', 'data', 'note'], false],
    [['data', 'patch', 'time'], false],
    [['data', 'target', 'id'], true],
  ])('given a correction, when %j is asked for, then its target says what stands in the patch', (steps, expected) => {
    const data = { target: { type: 'plumbline.complaint.replied.v1' } };
    expect(isIdentifierPointer(steps, { type: 'plumbline.complaint.event_corrected.v1', data })).toBe(expected);
    expect(isIdentifierPointer(steps, { type: 'plumbline.complaint.event_corrected.v1' })).toBe(
      expected && steps.length < 4,
    );
  });

  it.each([null, undefined, 7, [], {}])(
    'given %j instead of an event, when asked, then nothing is an identifier',
    (event) => {
      expect(isIdentifierPointer(['id'], event)).toBe(false);
    },
  );
});
