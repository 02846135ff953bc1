/** Incidents: how they are written, and when they hold. */
import { incidentWindows, parseIncident } from './parameters';

describe('incidents', () => {
  it.each([
    [
      'counters:B003:2026-05-04..2026-05-15',
      { kind: 'counters', branch: 'B003', from: '2026-05-04', to: '2026-05-15' },
    ],
    [
      'outage:*:2026-06-01T10:00..12:00',
      { kind: 'outage', branch: '*', from: '2026-06-01T10:00', to: '2026-06-01T12:00' },
    ],
    [
      'rude:B007:2026-06-01T13:00..2026-06-01',
      { kind: 'rude', branch: 'B007', from: '2026-06-01T13:00', to: '2026-06-01' },
    ],
  ])('given %s, then it is read', (text, incident) => {
    expect(parseIncident(text)).toEqual(incident);
  });

  it.each([
    ['flood:B003:2026-05-04..2026-05-15', 'an unknown kind'],
    ['rude:3:2026-05-04..2026-05-15', 'no branch'],
    ['rude:B003:2026-05-15..2026-05-04', 'an end before the start'],
    ['outage:B003:2026-05-04T12:00..10:00', 'an end before the start'],
    ['outage:B003:2026-05-04..10:00:00', 'no moment'],
    ['rude:B003:2026-02-30..2026-03-02', 'a day that is none'],
    ['rude:B003:2026-05-04T25:00..2026-05-05', 'an hour that is none'],
    ['', 'nothing'],
  ])('given "%s", then it is refused: %s', (text) => {
    expect(() => parseIncident(text)).toThrow(/is no incident\. Write kind:branch:from\.\.to/);
  });

  it('given dates and minutes of the bank, then a last date counts whole and a last minute does not', () => {
    const incidents = ['counters:B003:2026-05-04..2026-05-05', 'outage:*:2026-05-04T10:00..12:00'].map(parseIncident);
    const windows = incidentWindows(incidents, 'B003', 8 * 3_600_000);
    expect(windows.map(({ fromMs, toMs }) => [new Date(fromMs).toISOString(), new Date(toMs).toISOString()])).toEqual([
      ['2026-05-03T16:00:00.000Z', '2026-05-05T16:00:00.000Z'],
      ['2026-05-04T02:00:00.000Z', '2026-05-04T04:00:00.000Z'],
    ]);
    expect(incidentWindows(incidents, 'B004', 0).map(({ kind }) => kind)).toEqual(['outage']);
  });
});
