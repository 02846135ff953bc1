import fc from 'fast-check';
import { binOf, boundsOf } from './histogram';

describe('Histogram of whole seconds', () => {
  it.each([
    // metrics.md: v < 256 → bin v; else e = bit length − 8, bin 128e + (v >> e)
    [0, 0, 0, 1],
    [255, 255, 255, 256],
    [256, 256, 256, 258],
    [511, 383, 510, 512],
    [512, 384, 512, 516],
    [600, 406, 600, 604],
    [900, 481, 900, 904],
    [28_800, 1121, 28_800, 28_928],
  ])('given %p s, then bin %p holds [%p, %p) s', (seconds, bin, from, to) => {
    expect(binOf(seconds)).toBe(bin);
    expect(boundsOf(bin)).toEqual([from, to]);
  });

  it('given any seconds, then its bin holds it, is at most 1/128 wide, and ends where the next starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seconds) => {
        const bin = binOf(seconds);
        const [from, to] = boundsOf(bin);
        expect(from).toBeLessThanOrEqual(seconds);
        expect(to).toBeGreaterThan(seconds);
        expect(to - from).toBeLessThanOrEqual(Math.max(1, from / 128));
        expect(boundsOf(bin + 1)[0]).toBe(to);
      }),
    );
  });
});
