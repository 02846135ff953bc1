import { address, caseAddress } from './links';

describe('an address', () => {
  it('given values, none and several, then only what was given stands in it', () => {
    expect(
      address('/api/v1/scores', { id: 'c1-nps', branch: ['B 1', 'B/2'], region: [], cursor: undefined, limit: 3 }),
    ).toBe('/api/v1/scores?id=c1-nps&branch=B%201,B%2F2&limit=3');
    expect(address('/api/v1/scores')).toBe('/api/v1/scores');
  });

  it('given a case id with slashes, then it stays one part of the path', () => {
    expect(caseAddress('visit', 'a/b:c')).toBe('/api/v1/cases/visit/a%2Fb%3Ac');
  });
});
