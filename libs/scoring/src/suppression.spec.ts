import fc from 'fast-check';
import { hiddenCells, LEAST_RESPONDENTS, type RespondentCell } from './suppression';

const byBranch = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([branch, n]) => ({ group: { branch }, n }));
const hidden = (cells: readonly RespondentCell[], least?: number) => {
  const flags = hiddenCells(cells, least);
  return cells.filter((_, index) => flags[index]).map(({ group }) => Object.values(group).join('/'));
};

describe('Suppression of small cells', () => {
  it('given no small cell, then nothing is hidden', () => {
    expect(hidden(byBranch({ a: 5, b: 0, c: 40 }))).toEqual([]);
  });

  it('given a small cell, then the sibling with the least n that may be shown is hidden too', () => {
    expect(hidden(byBranch({ a: 30, b: 3, c: 8, d: 0 }))).toEqual(['b', 'c']);
  });

  it('given two small cells, then a sibling is hidden all the same: their sum would be told', () => {
    expect(hidden(byBranch({ a: 30, b: 1, c: 2 }))).toEqual(['a', 'b', 'c']);
  });

  it('given siblings with the same n, then the first by name is hidden', () => {
    expect(hidden(byBranch({ c: 8, b: 8, a: 2 }))).toEqual(['b', 'a']);
  });

  it('given a small cell without siblings, then it is hidden alone', () => {
    expect(hidden(byBranch({ a: 4 }))).toEqual(['a']);
    expect(hidden([{ group: {}, n: 4 }])).toEqual(['']);
    expect(hidden([])).toEqual([]);
  });

  it('given staff views, then fewer than 10 are hidden', () => {
    expect(hidden(byBranch({ a: 9, b: 12, c: 30 }), 10)).toEqual(['a', 'b']);
  });

  it('given two dimensions, then no line and no column gives a hidden cell away', () => {
    const table = [
      ['a', 'x', 3],
      ['a', 'y', 20],
      ['a', 'z', 30],
      ['b', 'x', 40],
      ['b', 'y', 50],
      ['b', 'z', 60],
    ] as const;
    // a/x is small; a/y in its row, b/x in its column; then b/y, which would give a/y and b/x away.
    const cells = table.map(([branch, channel, n]) => ({ group: { branch, channel }, n }));
    expect(hidden(cells)).toEqual(['a/x', 'a/y', 'b/x', 'b/y']);
  });

  it('given branches in regions, then a small one hides a sibling in its region, and one where it has none there', () => {
    const table = { north: { n1: 3, n2: 30, n3: 20 }, south: { s1: 4 }, west: { w1: 9, w2: 50 } };
    const cells = Object.entries(table).flatMap(([region, branches]) =>
      Object.entries(branches).map(([branch, n]) => ({ group: { region, branch }, n })),
    );
    const flags = hiddenCells(cells, LEAST_RESPONDENTS, { region: 'branch' });
    const names = cells.filter((_, index) => flags[index]).map(({ group }) => group.branch);
    // n3 guards n1 against the total of the north; among all branches n3 guards s1 too.
    expect(names).toEqual(['n1', 'n3', 's1']);
    expect(hidden(cells.map(({ group: { branch }, n }) => ({ group: { branch }, n })))).toEqual(['n1', 's1', 'w1']);
  });

  it('given any table, then small cells are hidden, and no hidden cell is alone beside one that could be', () => {
    const cell = fc.record({ branch: fc.constantFrom('a', 'b', 'c'), channel: fc.constantFrom('x', 'y', 'z') });
    const table = fc.uniqueArray(fc.record({ group: cell, n: fc.nat(12) }), {
      selector: ({ group }) => group.branch + group.channel,
    });
    fc.assert(
      fc.property(table, (cells) => {
        const flags = hiddenCells(cells);
        cells.forEach(({ n }, index) => n > 0 && n < LEAST_RESPONDENTS && expect(flags[index]).toBe(true));
        for (const name of ['branch', 'channel'] as const) {
          for (const value of ['a', 'b', 'c', 'x', 'y', 'z']) {
            const line = cells.flatMap(({ group, n }, index) =>
              group[name] === value ? [{ n, hidden: flags[index]! }] : [],
            );
            const shown = line.filter((each) => !each.hidden && each.n >= LEAST_RESPONDENTS);
            const count = line.length - line.filter((each) => !each.hidden).length;
            expect(count === 1 && shown.length > 0).toBe(false);
          }
        }
      }),
    );
  });
});
