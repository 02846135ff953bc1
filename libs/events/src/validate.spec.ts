/** What the door says of an event. The kinds of bad events and their codes are in test/fixtures/bad. */
import { validateEvent } from './validate';

const NOW_MS = Date.UTC(2026, 2, 1, 12);

function arrived(change: Record<string, unknown> = {}, data: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'e-1',
    source: '/queue/B012',
    type: 'plumbline.visit.arrived.v1',
    time: '2026-03-01T09:00:00+08:00',
    branchid: 'B012',
    ...change,
    data: { visit_id: 'v-1', channel: 'onsite', ...data },
  };
}

function messageOf(event: unknown): string | undefined {
  return validateEvent(event, NOW_MS)[0]?.message;
}

describe('validateEvent', () => {
  it('given an event as declared, when it is validated, then there is no reason to refuse it', () => {
    expect(validateEvent(arrived(), NOW_MS)).toEqual([]);
    expect(validateEvent(arrived({ partitionkey: 'v-1', subject: 'visit/v-1' }), NOW_MS)).toEqual([]);
  });

  it.each([
    ['1989-12-31T23:59:59.999Z', false],
    ['1990-01-01T00:00:00Z', true],
    ['1990-01-01T07:59:59+08:00', false],
    ['2026-03-02T12:00:00Z', true],
    ['2026-03-02T12:00:00.001Z', false],
  ])('given the time %s and noon of 1 March 2026, when it is validated, then it is in range: %s', (time, inRange) => {
    const codes = validateEvent(arrived({ time }), NOW_MS).map(({ code }) => code);
    expect(codes).toEqual(inRange ? [] : ['time_out_of_range']);
  });

  it.each([
    [
      arrived({ type: 'plumbline.visit.arived.v1' }),
      'The event type is not known. Did you mean plumbline.visit.arrived.v1?',
    ],
    [
      arrived({ type: 'plumbline.survey.response_submitted.v7' }),
      'This platform takes plumbline.survey.response_submitted.v2 at the latest; send that, or update the platform.',
    ],
    [arrived({}, { chanel: 'onsite' }), 'The field is not declared; leave it out. Did you mean channel?'],
    [arrived({}, { via: 'tablet' }), 'via is not known; one of "machine", "app", "host".'],
    [arrived({}, { via: 7 }), 'via must be of type string; one of "machine", "app", "host".'],
    [
      arrived({ time: '2026-03-01T09:00:00' }),
      'time has no time zone offset; write it, e.g. 2026-03-01T09:00:00+08:00.',
    ],
    [
      arrived({ partitionkey: 'v-2' }),
      'partitionkey must be the case id that the data gives; leave it out, and it is filled in.',
    ],
    [arrived({}, { visit_id: undefined }), 'visit_id is missing.'],
  ])('given a mistake, when it is told, then the message says how to mend it', (event, message) => {
    expect(messageOf(event)).toBe(message);
  });

  it('given a case id that is too long for a key, when it is validated, then it is refused', () => {
    const digest = {
      ...arrived({ type: 'plumbline.survey.feedback_digest_issued.v1' }),
      data: { period: 'p'.repeat(122) },
    };
    expect(validateEvent(digest, NOW_MS)).toEqual([expect.objectContaining({ pointer: '/data', code: 'too_long' })]);
  });

  it.each([null, undefined, 'text', 7, true, []])('given %j, when it is validated, then it is no object', (event) => {
    expect(validateEvent(event, NOW_MS)).toEqual([
      { pointer: '', code: 'type', message: 'An event must be a JSON object.' },
    ]);
  });

  it('given an event that inherits, when it is validated, then only its own fields count', () => {
    const event = JSON.parse('{"__proto__":{"type":"plumbline.visit.arrived.v1"},"data":{}}') as unknown;
    expect(validateEvent(event, NOW_MS).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/__proto__ unknown_field',
      '/id required',
      '/source required',
      '/specversion required',
      '/time required',
      '/type required',
    ]);
    expect(({} as { type?: unknown }).type).toBeUndefined();
  });

  it('given a hostile event, when it is refused, then at most a hundred reasons are given', () => {
    const manyFields = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field_${index}`, index]));
    expect(validateEvent(arrived({}, manyFields), NOW_MS)).toHaveLength(100);
    const manyAnswers = {
      ...arrived({ type: 'plumbline.survey.response_submitted.v2' }),
      data: { response_id: 'r-1', answers: Array.from({ length: 100_000 }, () => ({})) },
    };
    expect(validateEvent(manyAnswers, NOW_MS).length).toBeLessThanOrEqual(100);
    expect(validateEvent(manyAnswers, NOW_MS)).toContainEqual(
      expect.objectContaining({ pointer: '/data/answers', code: 'too_long' }),
    );
    const longName = arrived({}, { ['x'.repeat(1_000_000)]: 1 });
    expect(JSON.stringify(validateEvent(longName, NOW_MS)).length).toBeLessThan(1_000);
  });
});
