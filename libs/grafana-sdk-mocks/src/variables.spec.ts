/** Variables in text, by their formats. */
import { interpolate, variableReferences } from './variables';

const VALUES = { branch: ['B001', 'B002'], metric: 'c1-nps' };

describe('interpolate', () => {
  it.each([
    ['${branch:csv}', 'B001,B002'],
    ['${branch:queryparam}', 'var-branch=B001&var-branch=B002'],
    ['${branch:json}', '["B001","B002"]'],
    ['${branch:singlequote}', "'B001','B002'"],
    ['${branch:text}', 'B001 + B002'],
    ['${metric:percentencode} of $metric', 'c1-nps of c1-nps'],
    ['${__timeFrom:date:iso}', '${__timeFrom:date:iso}'],
  ])('given %s, then %s', (text, expected) => {
    expect(interpolate(text, VALUES)).toBe(expected);
  });

  it('given a variable without a value, or an unknown format, then it is said', () => {
    expect(() => interpolate('${region:csv}', VALUES)).toThrow('the variable region has no value');
    expect(() => interpolate('${branch:glob}', VALUES)).toThrow('the format glob is not known');
  });
});

describe('variableReferences', () => {
  it("given a text, then its variables, without Grafana's own", () => {
    expect(variableReferences('/d/x?${branch:queryparam}&${__url_time_range}&$metric')).toEqual([
      { name: 'branch', format: 'queryparam' },
      { name: 'metric', format: undefined },
    ]);
  });
});
