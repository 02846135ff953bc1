import { createHash } from 'node:crypto';
import { canonicalJson, DIMENSIONS, SCHEME } from './index';
import { hashOf } from './scheme';

describe('canonical JSON', () => {
  it('given members in any order, then they are sorted by UTF-16 code units, as in the example of RFC 8785, 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map(([, text]) => text);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('given numbers and literals, then they are written as in the example of RFC 8785, 3.2.2', () => {
    const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], literals: [null, true, false] };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    );
  });

  it('given whole-number names, then they sort as texts; undefined members are left out', () => {
    expect(canonicalJson({ '9': 1, '10': { b: [], a: undefined } })).toBe('{"10":{"b":[]},"9":1}');
  });
});

describe('the scheme', () => {
  it('given its hash, then it is over the whole model', () => {
    expect(SCHEME).toMatchObject({ id: 'chapter-8', version: 2, validFrom: '1990-01-01' });
    expect(SCHEME.sha256).toBe(createHash('sha256').update(canonicalJson(DIMENSIONS), 'utf8').digest('hex'));
    expect(JSON.parse(canonicalJson(DIMENSIONS))).toEqual(JSON.parse(JSON.stringify(DIMENSIONS)));
  });

  it('given a model with another dimension weight, then its hash is another', () => {
    const [first, ...others] = DIMENSIONS;
    const changed = [{ ...first, weight: 16 }, ...others] as typeof DIMENSIONS;
    expect(hashOf(changed)).not.toBe(SCHEME.sha256);
    expect(hashOf(structuredClone(DIMENSIONS))).toBe(SCHEME.sha256);
  });
});
