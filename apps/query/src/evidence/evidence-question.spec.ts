import { Problem } from '@plumbline/problem';
import { cursorOf } from '../cursor';
import type { RawParameters } from '../parameters';
import { identityOf, readEvidenceQuestion } from './evidence-question';

const ZONE = 'Asia/Shanghai';
/** 2026-03-02 00:30 in Shanghai: still the 1st in UTC. */
const NOW_MS = Date.parse('2026-03-01T16:30:00Z');
const NPS = { metric: 'c1-nps', from: '2026-01-01', to: '2026-02-01' };

function faultsOf(parameters: RawParameters): string[] {
  try {
    readEvidenceQuestion(parameters, ZONE, NOW_MS);
    return [];
  } catch (error) {
    return (error as Problem).details.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
  }
}

describe('readEvidenceQuestion', () => {
  it('given a metric, then all its cases of the last 90 local days, a hundred a page', () => {
    expect(readEvidenceQuestion({ metric: 'c1-nps' }, ZONE, NOW_MS)).toMatchObject({
      metric: { id: 'c1-nps' },
      from: '2025-12-03',
      to: '2026-03-03',
      today: '2026-03-02',
      outcomes: ['met', 'failed', 'counted', 'censored', 'excluded'],
      limit: 100,
      format: 'json',
      after: undefined,
    });
  });

  it('given no metric, or an indicator, then that is told', () => {
    expect(faultsOf({})).toEqual(['metric required']);
    expect(faultsOf({ metric: 'p1' })).toEqual(['metric enum']);
  });

  it('given slices that its cases do not carry, then each is told', () => {
    expect(faultsOf({ ...NPS, staff: 's_1', channel: 'onsite' })).toEqual(['staff not_sliceable']);
    expect(faultsOf({ ...NPS, metric: 'c1-complaint-rate', service_line: 'personal', priority_class: 'none' })).toEqual(
      ['service_line not_sliceable', 'priority_class not_sliceable'],
    );
  });

  it('given several faults, then all are told at once', () => {
    expect(faultsOf({ ...NPS, limit: '1001', outcome: 'failled', cursor: 'x', format: 'xml', by: 'branch' })).toEqual([
      'by unknown_parameter',
      'outcome enum',
      'limit range',
      'format enum',
      'cursor format',
    ]);
    expect(faultsOf({ ...NPS, limit: '1e2' })).toEqual(['limit range']);
  });

  it('given a cursor of its own question, then the page begins after that case, whatever its size', () => {
    const question = readEvidenceQuestion(NPS, ZONE, NOW_MS);
    const cursor = cursorOf(identityOf(question), ['survey', '2026-01-05', 'B001', 'survey', 'i-1', '/s/r-1']);
    const place = {
      family: 'survey',
      day: '2026-01-05',
      branch: 'B001',
      caseFamily: 'survey',
      caseId: 'i-1',
      part: '/s/r-1',
    };
    expect(readEvidenceQuestion({ ...NPS, cursor, limit: '5' }, ZONE, NOW_MS).after).toEqual(place);
    expect(faultsOf({ ...NPS, cursor, outcome: 'met' })).toEqual(['cursor other_question']);
    expect(faultsOf({ ...NPS, cursor, branch: 'B001' })).toEqual(['cursor other_question']);
  });
});
