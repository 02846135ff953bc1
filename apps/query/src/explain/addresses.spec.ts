import { NODES, type ModelNode } from '@plumbline/indicators';
import { CellAddresses, explanationTemplate } from './addresses';

const MARCH = { from: '2026-03-01', to: '2026-04-01' };
const node = (id: string): ModelNode => NODES.find((one) => one.id === id)!;

describe('Addresses of explanations', () => {
  it('given a metric in a cell, then links to its whole, row, cases and past keep what names the cell', () => {
    const asked = { id: 'p1-wait-p90', from: '2026-02-01', grain: 'month', time: '2026-03-01', branch: 'B1,B&2', format: 'rows' };
    expect(new CellAddresses(asked, MARCH, 'month').linksOf(node('p1-wait-p90'), { from: '2026-02-01', to: '2026-03-01' })).toEqual({
      self: '/api/v1/scores/explain?id=p1-wait-p90&from=2026-03-01&to=2026-04-01&grain=month&branch=B1,B%262&format=rows',
      parent: '/api/v1/scores/explain?id=p1&from=2026-03-01&to=2026-04-01&grain=month&branch=B1,B%262',
      scores: '/api/v1/scores?id=p1-wait-p90&from=2026-03-01&to=2026-04-01&grain=month&branch=B1,B%262',
      previous: '/api/v1/scores/explain?id=p1-wait-p90&from=2026-02-01&to=2026-03-01&grain=month&branch=B1,B%262',
      evidence: '/api/v1/evidence?metric=p1-wait-p90&from=2026-03-01&to=2026-04-01&branch=B1,B%262',
    });
  });

  it('given the overall score, then nothing stands above it, and no cases of its own behind it', () => {
    const links = new CellAddresses({}, MARCH, 'none').linksOf(node('overall'), MARCH);
    expect(Object.keys(links)).toEqual(['self', 'scores', 'previous']);
  });

  it('given a table, then one template for its rows, in which a row’s group stands for the filter', () => {
    const question = { ...MARCH, grain: 'none', by: ['branch'] } as const;
    expect(explanationTemplate({ by: 'branch', branch: 'B1,B2', channel: 'onsite', level: 'metric' }, question)).toEqual({
      explain: '/api/v1/scores/explain?from=2026-03-01&to=2026-04-01&channel=onsite{&id,branch}',
    });
    expect(explanationTemplate({}, { ...question, grain: 'week', by: [] })).toEqual({
      explain: '/api/v1/scores/explain?from=2026-03-01&to=2026-04-01&grain=week{&id,time}',
    });
  });
}); // prettier-ignore
