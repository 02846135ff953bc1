import { Problem } from '@plumbline/problem';
import fc from 'fast-check';
import { cursorOf, readCursor } from './cursor';
import { ParameterReader } from './parameters';

const QUESTION = ['c1-nps', '2026-01-01', { branch: ['B001'] }];

function read(cursor: string, question: unknown = QUESTION, length = 2): readonly string[] | undefined {
  const reader = new ParameterReader({ cursor }, ['cursor']);
  const place = readCursor(reader, question, length);
  reader.finish();
  return place;
}

function faultOf(...parameters: Parameters<typeof read>): string | undefined {
  try {
    read(...parameters);
    return undefined;
  } catch (error) {
    return (error as Problem).details.errors?.[0]?.code;
  }
}

describe('a cursor', () => {
  it('given any place, then it is read back as it was, and is safe in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (first, second) => {
        const cursor = cursorOf(QUESTION, [first, second]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(read(cursor)).toEqual(JSON.parse(JSON.stringify([first, second])));
      }),
    );
  });

  it('given another question, then it is refused', () => {
    expect(faultOf(cursorOf(QUESTION, ['a', 'b']), ['c1-nps', '2026-01-02', { branch: ['B001'] }])).toBe(
      'other_question',
    );
  });

  it.each([
    ['no base64', '!!'],
    ['no JSON', Buffer.from('[').toString('base64url')],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['numbers', Buffer.from('["x",1,2]').toString('base64url')],
    ['a place of another length', cursorOf(QUESTION, ['a'])],
  ])('given %s, then it is none of ours', (_name, cursor) => {
    expect(faultOf(cursor)).toBe('format');
  });

  it('given none, then the listing begins', () => {
    expect(read('')).toBeUndefined();
  });
});
