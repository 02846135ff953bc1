import { Problem } from '@plumbline/problem';
import type { RawParameters } from '../parameters';
import { readComplaintsQuestion } from './complaints-question';

const ZONE = 'Asia/Shanghai';
/** 2026-03-02 00:30 in Shanghai: still the 1st in UTC. */
const NOW_MS = Date.parse('2026-03-01T16:30:00Z');

function faultsOf(parameters: RawParameters): string[] {
  try {
    readComplaintsQuestion(parameters, ZONE, NOW_MS);
    return [];
  } catch (error) {
    return (error as Problem).details.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
  }
}

describe('readComplaintsQuestion', () => {
  it('given nothing, then all complaints, a hundred a page, judged on the local day', () => {
    expect(readComplaintsQuestion({}, ZONE, NOW_MS)).toEqual({
      filters: { from: undefined, to: undefined, branch: [], region: [], category: [], cause: [] },
      states: [],
      after: undefined,
      limit: 100,
      moment: { occurredByMs: NOW_MS },
      asOfMs: NOW_MS,
      today: '2026-03-02',
    });
  });

  it('given unknown causes, then those that no event names', () => {
    const { filters } = readComplaintsQuestion({ cause: 'attitude,unknown', category: 'unknown' }, ZONE, NOW_MS);
    expect([filters.cause, filters.category]).toEqual([['attitude', ''], ['']]);
  });

  it('given several faults, then all are told at once', () => {
    expect(faultsOf({ state: 'late', category: 'rude', limit: '1001', cursor: '!', from: '2026-02-30' })).toEqual([
      'from format',
      'category enum',
      'state enum',
      'limit range',
      'cursor format',
    ]);
    expect(faultsOf({ from: '2026-03-01', to: '2026-03-01' })).toEqual(['from range']);
  });
});
