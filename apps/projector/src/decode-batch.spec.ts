import type { LogRecord } from '@plumbline/event-log';
import { decodeBatch } from './decode-batch';

function record(type: string, value: string): LogRecord {
  return {
    topic: 'events',
    partition: 3,
    offset: 9_007_199_254_740_993n,
    key: 'v-1',
    value: Buffer.from(value),
    headers: { ce_type: type },
    timestampMs: 0,
    appendedAtMs: 0,
  };
}

/** What the gateway puts in front of every event that it takes. */
const STAMP = '2026-03-02T01:00:00.000Z';
const PLACE = '{"logpartition":3,"logoffset":9007199254740993,';

describe('decodeBatch', () => {
  it('given an event of a current version, then its bytes follow its place in the log, untouched', () => {
    const value =
      '{"ingestedat":"2026-03-02T01:00:00.000Z","id":"e-1", "type":"plumbline.visit.arrived.v1","data":{"visit_id":"v-1","ticket_no":"甲 1"}}';
    const { events, dead } = decodeBatch([record('plumbline.visit.arrived.v1', value)]);
    expect(events.map(({ line }) => Buffer.from(line).toString())).toEqual([PLACE + value.slice(1)]);
    expect(events).toMatchObject([{ family: 'visit', event: 'arrived' }]);
    expect(dead).toEqual([]);
  });

  it('given an older version, then its upcast follows its place', () => {
    const type = 'plumbline.survey.response_submitted.v1';
    const answer = { question_id: 'q', construct: 'overall', scale: '1-5', value: 4 };
    const value = JSON.stringify({ ingestedat: STAMP, id: 'e-1', type, data: { response_id: 'r', answers: [answer] } });
    const line = Buffer.from(decodeBatch([record(type, value)]).events[0]?.line ?? []).toString();
    expect(line.startsWith(PLACE)).toBe(true);
    expect(JSON.parse(line)).toMatchObject({
      type: 'plumbline.survey.response_submitted.v2',
      data: { answers: [{ scale_max: 5 }] },
    });
  });

  it('given an unknown type, or bytes that are no event of an older one, then each is dead with its reason', () => {
    const { events, dead } = decodeBatch([
      record('plumbline.visit.flown.v1', `{"ingestedat":"${STAMP}"}`),
      record('plumbline.survey.response_submitted.v1', `{"ingestedat":"${STAMP}","type":`),
    ]);
    expect(events).toEqual([]);
    expect(dead.map(({ reason }) => reason)).toEqual(['unknown_type', 'undecodable']);
  });
});
