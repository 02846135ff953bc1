/** Which explanation belongs to a panel. */
import { INFINITY_TYPE, type Panel } from '@plumbline/grafana-sdk-mocks';
import { explainedBy } from './explain-link';

const GRID = { x: 0, y: 0, w: 6, h: 4 };

function asking(params: Readonly<Record<string, string>>): Panel {
  const url_options = { method: 'GET', params: Object.entries(params).map(([key, value]) => ({ key, value })) };
  const target = { refId: 'A', datasource: { type: INFINITY_TYPE, uid: 'sq-api' }, url_options };
  return { id: 1, type: 'stat', gridPos: GRID, targets: [target] };
}

describe('explainedBy', () => {
  it('given a link of the panel, then that; one that takes values of a row is none', () => {
    const links = [
      { title: '', url: '${platform:raw}/explain?id=${__data.fields["Id"]}' },
      { title: '', url: '/explain?id=p1' },
    ];
    const fieldConfig = { defaults: { links }, overrides: [] };
    expect(explainedBy({ id: 1, type: 'table', gridPos: GRID, fieldConfig })).toBe('/explain?id=p1');
  });

  it('given a query of one score, then its explanation with the same filters and the range', () => {
    expect(explainedBy(asking({ id: '$id', branch: '${branch:csv}' }))).toBe(
      '${platform:raw}/explain?id=$id&branch=${branch:csv}&from=${__from}&to=${__to}',
    );
  });

  it('given a query of several scores, or of none, then no explanation', () => {
    expect(explainedBy(asking({ id: 'p1,p2' }))).toBeUndefined();
    expect(explainedBy(asking({ level: 'indicator' }))).toBeUndefined();
  });
});
