import { Problem } from '@plumbline/problem';
import type { RawParameters } from './parameters';
import { readScoresQuestion } from './scores-question';

const ZONE = 'Asia/Shanghai';
/** 2026-03-02 00:30 in Shanghai: still the 1st in UTC. */
const NOW_MS = Date.parse('2026-03-01T16:30:00Z');

function faultsOf(parameters: RawParameters): string[] {
  try {
    readScoresQuestion(parameters, ZONE, NOW_MS);
    return [];
  } catch (error) {
    return (error as Problem).details.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
  }
}

describe('readScoresQuestion', () => {
  it('given nothing, then the last 90 local days up to today, overall and dimensions', () => {
    const question = readScoresQuestion({}, ZONE, NOW_MS);
    expect(question).toMatchObject({
      from: '2025-12-03',
      to: '2026-03-03',
      today: '2026-03-02',
      grain: 'none',
      by: [],
      format: 'json',
    });
    expect(question.nodes.map(({ id }) => id)).toEqual(['overall', 'hardware', 'process', 'staff', 'satisfaction']);
  });

  it('given a level and ids, then both hold, in model order', () => {
    const question = readScoresQuestion({ level: 'metric,indicator', id: 'p1-wait-p90,p1,h1' }, ZONE, NOW_MS);
    expect(question.nodes.map(({ id }) => id)).toEqual(['h1', 'p1', 'p1-wait-p90']);
  });

  it('given instants, as dashboards give them, then the local days that they fall in', () => {
    const during = { from: '2026-02-27T16:30:00Z', to: '2026-03-01T15:59:00.5Z' };
    expect(readScoresQuestion(during, ZONE, NOW_MS)).toMatchObject({ from: '2026-02-28', to: '2026-03-02' });
    const atMidnight = { from: '2026-02-27T16:00:00Z', to: '2026-03-01T16:00:00Z' };
    expect(readScoresQuestion(atMidnight, ZONE, NOW_MS)).toMatchObject({ from: '2026-02-28', to: '2026-03-02' });
    expect(faultsOf({ from: '2026-02-27T16:00:00' })).toEqual(['from format']);
  });

  it('given *, then nothing is filtered', () => {
    expect(readScoresQuestion({ branch: '*', region: 'east' }, ZONE, NOW_MS).filters).toMatchObject({
      branch: [],
      region: ['east'],
    });
  });

  it('given several faults, then all are told at once', () => {
    expect(faultsOf({ from: '2026-02-30', grain: 'hour', by: 'brunch', levle: 'metric' })).toEqual([
      'levle unknown_parameter',
      'from format',
      'grain enum',
      'by enum',
    ]);
    expect(faultsOf({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['from range']);
    expect(faultsOf({ by: ['branch', 'region'] })).toEqual(['by repeated']);
    expect(faultsOf({ from: '2026-1-1', to: '2026-13-01' })).toEqual(['to format', 'from format']);
  });
});
