/** The page's address and the API's: what dashboards say differently. */
import { caseAddress, explanationAddress, pageOf } from './addresses';

describe('explanationAddress', () => {
  it('given a link of a dashboard, then milliseconds become instants and var-branch a filter', () => {
    const asked = explanationAddress('?id=p1&var-branch=B001&var-branch=B002&from=1772294400000&to=1774972800000');
    expect(decodeURIComponent(asked)).toBe(
      '/api/v1/scores/explain?id=p1&from=2026-02-28T16:00:00.000Z&to=2026-03-31T16:00:00.000Z&branch=B001,B002',
    );
  });

  it('given every branch, however dashboards say it, then there is no filter', () => {
    expect(explanationAddress('?id=p1&var-branch=*&var-region=$__all&region=All')).toBe('/api/v1/scores/explain?id=p1');
  });

  it('given nothing, then the overall score', () => {
    expect(explanationAddress('')).toBe('/api/v1/scores/explain?id=overall');
  });
});

describe('pageOf and caseAddress', () => {
  it('given links of the API, then pages; given a name of a case, then its address', () => {
    expect(pageOf('/api/v1/scores/explain?id=p1&branch=B001')).toBe('/explain?id=p1&branch=B001');
    expect(caseAddress('visit/a b/c')).toBe('/api/v1/cases/visit/a%20b%2Fc');
  });
});
