import type { CaseAppend } from '@plumbline/warehouse';
import { rawEvents } from './case-events';

const APPEND: CaseAppend = {
  source: '/queue', id: 'e-1', type: 'plumbline.visit.arrived.v1', time: '2026-03-02T01:00:00.000Z', branch: 'B001',
  recordedTime: null, correlationId: '', causationId: '', sequence: '', simulated: '', ingestedAt: '2026-03-02T01:00:01.000Z',
  data: '{"visit_id":"v-1"}', position: { partition: 2, offset: '41' }, status: 'taken',
}; // prettier-ignore

describe('rawEvents', () => {
  it('given an event, then both clocks, its content and its record of the log', () => {
    expect(rawEvents([APPEND], [])).toEqual([
      {
        source: '/queue', id: 'e-1', type: 'plumbline.visit.arrived.v1', time: '2026-03-02T01:00:00.000Z',
        ingestedat: '2026-03-02T01:00:01.000Z', recordedtime: null, branchid: 'B001', correlationid: null, causationid: null,
        sequence: null, simulated: null, data: { visit_id: 'v-1' }, status: 'taken',
        standing: null, position: { topic: 'events', partition: 2, offset: 41 }, target: null, targeted_by: [],
      },
    ]); // prettier-ignore
  });

  it('given an event that was landed in an older version, then it is shown in the current one', () => {
    const answer = { question_id: 'q', construct: 'overall', scale: '1-5', value: 4 };
    const [event] = rawEvents(
      [
        {
          ...APPEND,
          type: 'plumbline.survey.response_submitted.v1',
          data: JSON.stringify({ response_id: 'r', service_line: 'personal', answers: [answer] }),
          position: null,
        },
      ],
      [],
    );
    expect(event).toMatchObject({
      type: 'plumbline.survey.response_submitted.v2',
      data: { answers: [{ scale_min: 1, scale_max: 5, value: 4 }] },
      position: null,
    });
  });

  it('given an event that names another of the case, then each shows the other', () => {
    const correction = {
      ...APPEND,
      id: 'e-2',
      data: JSON.stringify({ target: { source: '/queue', id: 'e-1' }, patch: {} }),
    };
    const [original, corrected] = rawEvents(
      [APPEND, correction],
      [{ ...APPEND, time: '2026-03-02T02:00:00.000Z', voided: false }],
    );
    expect([original?.standing?.time, original?.standing?.voided, corrected?.standing]).toEqual([
      '2026-03-02T02:00:00.000Z', false, null,
    ]); // prettier-ignore
    expect(original?.targeted_by).toEqual([{ source: '/queue', id: 'e-2', type: APPEND.type }]);
    expect(corrected?.target).toEqual({ source: '/queue', id: 'e-1' });
    expect(corrected?.targeted_by).toEqual([]);
  });
});
