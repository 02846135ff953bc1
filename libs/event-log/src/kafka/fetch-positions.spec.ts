/** Fetches judged by where reading stands. */
import { FetchPositions } from './fetch-positions';

describe('fetch positions', () => {
  const at = (position: bigint): FetchPositions => new FetchPositions([{ partition: 0, position, high: 100n }]);

  it('given a fetch from the position, then it follows, and so does the next one', () => {
    const positions = at(10n);
    expect(positions.judge(0, 10n)).toBe('follows');
    positions.advance(0, 25n, 120n);
    expect([positions.judge(0, 25n), positions.positionOf(0)]).toEqual(['follows', 25n]);
  });

  it('given a fetch that was asked for before a rebalance, then it is fetched again, wherever it began', () => {
    const positions = at(10n);
    expect([positions.judge(0, 40n), positions.judge(0, 10n)]).toEqual(['fetch again', 'follows']);
    expect(at(10n).judge(0, 3n)).toBe('fetch again');
  });

  it('given a fetch before the position although it was fetched again from there, then the log was cut short', () => {
    const positions = at(10n);
    expect([positions.judge(0, 0n), positions.judge(0, 0n)]).toEqual(['fetch again', 'astray']);
  });

  it('given a fetch behind the position although it was fetched again from there, then nothing can be read in between', () => {
    const positions = at(10n);
    expect([positions.judge(0, 40n), positions.judge(0, 40n)]).toEqual(['fetch again', 'follows']);
    positions.advance(0, 50n, 100n);
    expect(positions.judge(0, 60n)).toBe('fetch again');
  });

  it('given a partition of another member, then the fetch is not ours', () => {
    expect(at(10n).judge(1, 10n)).toBe('not ours');
  });

  it('given partitions at their start and after a fetch, then the lag of each is what was not fetched', () => {
    const positions = new FetchPositions([
      { partition: 0, position: 10n, high: 100n },
      { partition: 3, position: 7n, high: 7n },
    ]);
    expect(positions.lag).toEqual(new Map([[0, 90n], [3, 0n]])); // prettier-ignore
    positions.advance(3, 9n, 12n);
    expect(positions.lag).toEqual(new Map([[0, 90n], [3, 3n]])); // prettier-ignore
  });
});
