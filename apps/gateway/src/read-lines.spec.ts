import fc from 'fast-check';
import { type Line, readLines } from './read-lines';

async function* chunked(text: string, sizes: readonly number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const end = start + (sizes[index % sizes.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function linesOf(text: string, sizes: readonly number[], most = 1_000): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of readLines(chunked(text, sizes), most)) lines.push(...group);
  return lines;
}

describe('readLines', () => {
  it('given any text in any chunks, then its lines come out, blank ones left out', async () => {
    const anyText = fc
      .array(fc.string({ unit: 'grapheme' }).filter((line) => !line.includes('\n')))
      .map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(anyText, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), async (text, sizes) => {
        expect(await linesOf(text, sizes)).toEqual(text.split('\n').filter((line) => line.trim() !== ''));
      }),
    );
  });

  it('given a line over the limit, with its end or without, then it alone is dropped', async () => {
    expect(await linesOf(`a\n${'x'.repeat(11)}\nb`, [4], 10)).toEqual(['a', undefined, 'b']);
    expect(await linesOf('x'.repeat(11), [100], 10)).toEqual([undefined]);
    expect(await linesOf(`${'x'.repeat(35)}\nb\n`, [4], 10)).toEqual([undefined, 'b']);
    expect(await linesOf(`${'x'.repeat(10)}\n`, [4], 10)).toEqual(['x'.repeat(10)]);
  });
});
