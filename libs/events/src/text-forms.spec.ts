/** Forms of text in events. */
import fc from 'fast-check';
import { CUSTOMER_PSEUDONYM, IDENTIFIER, isIdentifier, LABEL, STAFF_PSEUDONYM } from './text-forms';

describe('identifiers', () => {
  it('given any text, when it is read by hand, then the verdict is that of the pattern', () => {
    const characters = fc.constantFrom(...'azAZ09._:/-', ' ', '@', '\u0000', '\n', 'é', '９', '\ud800');
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: characters, maxLength: 135 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(isIdentifier(text)).toBe(IDENTIFIER.pattern.test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('given 128 and 129 characters, when they are read, then only the first are an identifier', () => {
    expect([isIdentifier('a'.repeat(128)), isIdentifier('a'.repeat(129)), isIdentifier('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('customer pseudonyms', () => {
  it.each([
    ['HMAC-SHA-256 as base64url', 'c_2Zb8Qm0rT5yXk1LwVn7uJhEsPdAoGi3fCq6R9x4BtNM', true],
    ['128 bits as hex', 'c_9f86d081884c7d659a2feaa0c55ad015', true],
    ['128 bits as hex that happen to be digits', 'c_90860081884370659020000055000015', true],
    ['128 bits as base64url', 'c_n4bQgYhMfWWaL-qgxVrQFa', true],
    ['no prefix', '9f86d081884c7d659a2feaa0c55ad015', false],
    ['a customer number', 'c_100200300', false],
    ['a long number', 'c_6222021234567890128000', false],
    ['another alphabet', 'c_2Zb8Qm0rT5yXk1LwVn7uJhEsPdAoGi3fCq6R9x4BtN=', false],
  ])('given %s, when it is tested, then the answer is as expected', (_kind, text, expected) => {
    expect(CUSTOMER_PSEUDONYM.pattern.test(text)).toBe(expected);
  });
});

describe('staff pseudonyms and labels', () => {
  it('given a short opaque reference, when it is tested, then s_ makes it one', () => {
    expect(['s_9f2c41', '9f2c41', 's_', 's_张三'].map((text) => STAFF_PSEUDONYM.pattern.test(text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('given characters beyond the basic plane, when a label is tested, then each counts once', () => {
    expect(['滨江支行', '😀'.repeat(256), '😀'.repeat(257), ''].map((text) => LABEL.pattern.test(text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
