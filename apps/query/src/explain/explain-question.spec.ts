import type { Problem } from '@plumbline/problem';
import type { RawParameters } from '../parameters';
import { readExplainQuestion, type ExplainQuestion } from './explain-question';

const NOW_MS = Date.parse('2026-05-10T04:00:00Z');

function read(parameters: RawParameters): ExplainQuestion {
  return readExplainQuestion(parameters, 'Asia/Shanghai', NOW_MS);
}

function faultsOf(parameters: RawParameters): string[] {
  try {
    read(parameters);
    return [];
  } catch (error) {
    return (error as Problem).details.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
  }
}

describe('readExplainQuestion', () => {
  it('given nothing, then the overall score of the last 90 days against the 90 before', () => {
    const question = read({});
    expect(question.node.id).toBe('overall');
    expect(question.range).toEqual({ from: '2026-02-10', to: '2026-05-11' });
    expect(question.previous).toEqual({ from: '2025-11-12', to: '2026-02-10' });
    expect(question.cell).toMatchObject({ by: [], grain: 'none' });
  });

  it('given a row of a table by month, then its days as far as they were asked for, against the whole month before', () => {
    const table = { id: 'p1', grain: 'month', from: '2026-02-10', to: '2026-04-20' };
    const first = read({ ...table, time: '2026-02-01T00:00:00+08:00' });
    expect(first.period).toBe('2026-02-01');
    expect(first.range).toEqual({ from: '2026-02-10', to: '2026-03-01' });
    expect(first.previous).toEqual({ from: '2026-01-01', to: '2026-02-01' });
    expect(read({ ...table, time: '2026-04-01' }).range).toEqual({ from: '2026-04-01', to: '2026-04-20' });
    // A plus sign that nobody encoded arrives as a space.
    expect(read({ ...table, time: '2026-03-01T00:00:00 08:00' }).range).toEqual({
      from: '2026-03-01',
      to: '2026-04-01',
    });
  });

  it('given a grain that the range is one period of, then it needs no name', () => {
    const march = read({ grain: 'month', from: '2026-03-01', to: '2026-04-01' });
    expect(march.previous).toEqual({ from: '2026-02-01', to: '2026-03-01' });
  });

  it('given what names no single score, then each fault is told', () => {
    expect(faultsOf({ id: 'p1,p2' })).toEqual(['id too_many']);
    expect(faultsOf({ id: 'p9' })).toEqual(['id enum']);
    expect(faultsOf({ by: 'branch', level: 'metric' })).toEqual(['by unknown_parameter', 'level unknown_parameter']);
    expect(faultsOf({ grain: 'week' })).toEqual(['time required']);
    expect(faultsOf({ grain: 'week', time: '2026-03-03' })).toEqual(['time range']);
    expect(faultsOf({ time: '2026-03-02' })).toEqual(['time range']);
    expect(faultsOf({ time: 'March', format: 'csv' })).toEqual(['format enum', 'time format']);
  });
});
