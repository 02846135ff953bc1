/** Personal data at the door. All numbers are made up or published as test numbers; check digits worked out by hand. */
import fc from 'fast-check';
import { findPersonalData } from './personal-data';
import { type PersonalKind, personalKindIn, personalKindOfWhole } from './personal-kinds';

/** What the finder says of one text in an event. */
function foundIn(text: string, isIdentifier = false): PersonalKind | undefined {
  const kind = isIdentifier ? personalKindOfWhole(text) : personalKindIn(text);
  const found = findPersonalData({ data: { text } }, () => isIdentifier);
  // The cheap look at all strings must never pass what the thorough one would find.
  expect(found.length).toBe(kind === undefined ? 0 : 1);
  return kind;
}

describe('personal values in text', () => {
  it.each([
    ['mobile', '13800138000'],
    ['mobile', 'call 13800138000 please'],
    ['mobile', '电话13800138000。'],
    ['mobile', '138-0013-8000'],
    ['mobile', '138 0013 8000'],
    ['mobile', '138.0013.8000'],
    ['mobile', '(138) 0013 8000'],
    ['mobile', '+86 138 0013 8000'],
    ['mobile', '008613800138000'],
    ['mobile', '+86-13800138000'],
    ['mobile', '１３８００１３８０００'],
    ['mobile', '138–0013–8000'],
    ['mobile', '138\u00a00013\u30008000'],
    ['mobile', '138\u200b0013\u200b8000'],
    ['mobile', '2026-03-01 13800138000'],
    ['email', 'zhang.san@bank.example'],
    ['email', '<zhang_san+queue@mail.bank.example>'],
    ['email', 'zhang.san＠bank.example'],
    ['email', '张三@例子.中国'],
    ['email', 'a@b.cn'],
    ['resident_id', '11010519491231002X'],
    ['resident_id', 'ID 11010519491231002x, seen'],
    ['resident_id', '110105 19491231 002X'],
    ['resident_id', '110105-1949-12-31-002X'],
    ['resident_id', 'on 2026-03-01: 110105194912310038.'],
    ['resident_id', '１１０１０５１９４９１２３１００２Ｘ'],
    ['card', '4111111111111111'],
    ['card', '4111 1111 1111 1111'],
    ['card', '4111-1111-1111-1111'],
    ['card', 'card no. 6222021234567890128'],
    ['card', '6222 0212 3456 7890 128'],
    ['card', '378282246310005'],
    ['card', '01 378282246310005'],
  ] as const)('given a %s as in %j, when it is looked at, then it is found', (kind, text) => {
    expect(foundIn(text)).toBe(kind);
  });

  it.each([
    ['a landline', '010-66195566'],
    ['ten digits', '1380013800'],
    ['twelve digits', '138001380001'],
    ['no such mobile prefix', '12000138000'],
    ['a resident ID with a wrong check digit', '110105194912310021'],
    ['a resident ID of no date', '11010519491331002X'],
    ['a card number that fails Luhn', '4111111111111112'],
    ['a number that passes Luhn without a card prefix', '1111111111111117'],
    ['opening hours', 'Mon-Fri 09:00-17:00, Sat 09:00-12:00'],
    ['opening hours without colons', '0830-1130 1330-1700'],
    ['an instant', '2026-03-01T09:00:00.123456789+08:00'],
    ['dates', '2026-03-01 - 2026-03-31'],
    ['dates with full stops', '13.3.2026 17.30'],
    ['an at sign between words', 'queue @ B012'],
    ['an at sign without a domain', 'someone@branch'],
    ['a ratio', '2@3.5 per hour'],
    ['a trace state', 'fw529a3039@dt=FfK3WoyKbYMTJ2h6bcKZ'],
    ['a UUID', '01920000-1234-7123-8123-123456789012'],
    ['an empty text', ''],
  ])('given %s, when it is looked at, then it is not personal', (_kind, text) => {
    expect(foundIn(text)).toBeUndefined();
  });
});

describe('personal values as identifiers', () => {
  it.each([
    ['mobile', '13800138000'],
    ['mobile', '138-0013-8000'],
    ['mobile', '8613800138000'],
    ['card', '4111111111111111'],
    ['card', '4111-1111-1111-1111'],
    ['resident_id', '11010519491231002X'],
    ['resident_id', '11010519491231002x'],
  ] as const)('given a whole %s as in %j, when it is looked at, then it is found', (kind, text) => {
    expect(foundIn(text, true)).toBe(kind);
  });

  it.each([
    'visit:13800138000',
    'A13800138000',
    '13800138000/2',
    '20260301-13800138000',
    '4111111111111111-1',
    '4111111111111112',
  ])('given the identifier %s, when it is looked at, then a part of it is no reason', (text) => {
    expect(foundIn(text, true)).toBeUndefined();
  });
});

describe('findPersonalData', () => {
  it('given values in several places, when they are found, then each has its pointer and none is repeated', () => {
    const event = {
      id: '13800138000',
      data: { 'a/b~c': ['fine', 'x@y.example'], deep: { deeper: { note: '13800138000' } }, n: 13800138000, none: null },
    };
    const found = findPersonalData(event, ([first]) => first === 'id');
    expect(found.map(({ pointer }) => pointer)).toEqual(['/id', '/data/a~1b~0c/1', '/data/deep/deeper/note']);
    expect(JSON.stringify(found)).not.toMatch(/1380013|x@y/);
  });

  it('given a field whose name is personal, when its value is found, then the pointer ends before the name', () => {
    const found = findPersonalData({ data: { '13800138000': 'x@y.example' } }, () => false);
    expect(found.map(({ pointer }) => pointer)).toEqual(['/data']);
  });

  it('given where an identifier is asked for, when a value is suspicious, then path and root are told', () => {
    const event = { data: { ids: ['13800138000'] } };
    const asked: unknown[] = [];
    findPersonalData(event, (path, root) => {
      asked.push([[...path], root]);
      return true;
    });
    expect(asked).toEqual([[['data', 'ids', '0'], event]]);
  });

  it.each([null, undefined, 'x@y.example', 13800138000, [], {}])(
    'given %j and no event, then nothing is found',
    (value) => {
      expect(findPersonalData(value, () => false)).toEqual([]);
    },
  );

  it('given a mobile number in groups anywhere in a text, when it is looked for, then it is found', () => {
    const groupings = fc.constantFrom([11], [3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5], [5, 6]);
    const separators = fc.constantFrom(' ', '-', '.', ' - ', '－', '\u2013');
    const digits = fc.stringMatching(/^1[3-9][0-9]{9}$/);
    const around = fc.string({ unit: fc.constantFrom(...'ab: ,、员'), maxLength: 15 });
    fc.assert(
      fc.property(
        digits,
        groupings,
        separators,
        fc.boolean(),
        around,
        around,
        (number, groups, separator, wide, before, after) => {
          let start = 0;
          const written = groups.map((length) => number.slice(start, (start += length))).join(separator);
          const shown = wide
            ? written.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
            : written;
          expect(foundIn(`${before}:${shown}:${after}`)).toBe('mobile');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('given hostile input, when it is looked through, then it ends', () => {
    let nested: unknown = 'x@y.example';
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    expect(findPersonalData({ nested }, () => false)).toEqual([]);
    const texts = {
      at: `${'a'.repeat(500_000)} @`,
      ats: '@'.repeat(500_000),
      digits: '1 '.repeat(250_000),
      run: '1'.repeat(500_000),
    };
    expect(findPersonalData(texts, () => false)).toEqual([]);
    expect(findPersonalData(Array(10_000).fill('x@y.example'), () => false)).toHaveLength(100);
  });
});
