import { childrenOf, dimensionOf, metricById, METRICS, metricsUnder, type ModelNode, NODES, parentOf } from './index';

describe('the tree of the model', () => {
  it('given its nodes, then each stands before those below it, and every id once', () => {
    expect(NODES.slice(0, 5).map(({ id }) => id)).toEqual([
      'overall',
      'hardware',
      'h1',
      'h1-zone-signage-rate',
      'h1-wayfinding-rating',
    ]);
    expect(new Set(NODES.map(({ id }) => id)).size).toBe(1 + 4 + 11 + 42);
  });

  it('given a node, then the metrics below it in order; itself for a metric', () => {
    expect(metricsUnder('overall')).toEqual(METRICS);
    expect(metricsUnder('process').map(({ indicator }) => indicator)).toEqual([
      ...Array<string>(5).fill('p1'),
      ...Array<string>(4).fill('p2'),
      ...Array<string>(4).fill('p3'),
    ]);
    expect(metricsUnder('h1').map(({ id }) => id)).toEqual(['h1-zone-signage-rate', 'h1-wayfinding-rating']);
    expect(metricsUnder('c1-nps')).toEqual([metricById('c1-nps')]);
  });

  it('given an indicator, then its dimension', () => {
    expect(['h3', 'p1', 's2', 'c2'].map(dimensionOf)).toEqual(['hardware', 'process', 'staff', 'satisfaction']);
  });

  it('given a node, then those right below it and the one right above', () => {
    const node = (id: string): ModelNode => NODES.find((one) => one.id === id)!;
    const below = (id: string): string[] => childrenOf(node(id)).map((child) => child.id);
    expect(below('overall')).toEqual(['hardware', 'process', 'staff', 'satisfaction']);
    expect(below('staff')).toEqual(['s1', 's2', 's3']);
    expect(below('s2')).toEqual(['s2-courtesy-rating', 's2-observation-attitude-rate', 's2-attitude-complaint-rate']);
    expect(below('c1-nps')).toEqual([]);
    expect(parentOf(node('overall'))).toBeUndefined();
    for (const parent of NODES) for (const child of childrenOf(parent)) expect(parentOf(child)).toBe(parent);
  });

  it('given an id that nothing has, then it says so', () => {
    expect(metricById('p1')).toBeUndefined();
    expect(() => metricsUnder('p9')).toThrow('The model has no node p9.');
    expect(() => dimensionOf('p9')).toThrow('No dimension has the indicator p9');
  });
});
