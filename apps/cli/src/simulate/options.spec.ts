/** What the options of `plumbline simulate` ask for, and which are refused. */
import { readSimulateOptions, type SimulateOptions } from './options';

const NOW_MS = Date.parse('2026-06-30T18:30:00Z'); // 1 July, 02:30, in Shanghai
const OPTIONS: SimulateOptions = {
  to: 'http://127.0.0.1:3000',
  seed: '1',
  branches: '12',
  days: '90',
  timeZone: 'Asia/Shanghai',
  incident: [],
};

describe('the options of simulate', () => {
  it('given none, then the last 90 days up to now, today with them, and the incidents of the demo', () => {
    const { parameters, untilMs } = readSimulateOptions(OPTIONS, NOW_MS);
    expect(untilMs).toBe(NOW_MS);
    // 90 days from 3 April to 1 July: 28 + 31 + 30 + 1.
    expect(parameters.from).toBe('2026-04-03');
    expect(parameters.incidents.map(({ kind, branch, from }) => `${kind} ${branch} ${from}`)).toEqual([
      'counters B003 2026-05-22',
      'rude B007 2026-05-17',
      'outage * 2026-06-01T10:00',
    ]);
  });

  it('given a day in the past, then history ends before it, whatever the time is now', () => {
    const plan = readSimulateOptions({ ...OPTIONS, until: '2026-06-01', days: '31' }, NOW_MS);
    expect(plan.parameters.from).toBe('2026-05-01');
    expect(plan.untilMs).toBe(Date.parse('2026-05-31T23:59:59.999+08:00'));
    expect(readSimulateOptions({ ...OPTIONS, until: '2026-06-01', days: '31' }, NOW_MS + 3_600_000)).toEqual(plan);
  });

  it('given fewer branches, then the incidents of the demo that are elsewhere are left out; given none, there is none', () => {
    const kinds = (more: Partial<SimulateOptions>): string[] =>
      readSimulateOptions({ ...OPTIONS, ...more }, NOW_MS).parameters.incidents.map(({ kind }) => kind);
    expect(kinds({ branches: '4' })).toEqual(['counters', 'outage']);
    expect(kinds({ incident: ['none'] })).toEqual([]);
    expect(kinds({ incident: ['rude:B001:2026-06-01..2026-06-02'] })).toEqual(['rude']);
  });

  it.each([
    [{ seed: 'x' }, '--seed is "x"; give a whole number'],
    [{ branches: '501' }, '--branches is "501"; give a whole number from 1 to 500'],
    [{ days: '0' }, '--days is "0"'],
    [{ until: '2026-02-30' }, '--until is "2026-02-30"; give a date'],
    [{ until: '2026-07-03' }, 'history cannot go further than 2026-07-02'],
    [{ until: '2000-02-01' }, 'begin before 2000-01-02'],
    [{ timeZone: 'Mars/Olympus' }, '--time-zone is "Mars/Olympus"'],
    [{ incident: ['rude:B013:2026-06-01..2026-06-02'] }, 'names branch B013, but there are 12 branches, B001 to B012'],
    [{ incident: ['rude:B000:2026-06-01..2026-06-02'] }, 'names branch B000'],
    [{ speed: '0', live: true as const }, '--speed is "0"'],
    [{ speed: '60' }, '--speed goes with --live'],
  ])('given %j, then it is refused with what to mend', (more, message) => {
    expect(() => readSimulateOptions({ ...OPTIONS, ...more }, NOW_MS)).toThrow(message);
  });
});
