/** When a consumer counts as stalled. */
import { type Observation, StallWatch } from './stall-watch';

const INTERVAL_MS = 30_000;

describe('the stall watch', () => {
  let nowMs = 0;
  let watch: StallWatch;
  beforeEach(() => {
    nowMs = 0;
    watch = new StallWatch(INTERVAL_MS);
  });
  const observe = (
    behind: readonly [number, bigint][],
    more: { hasWaited?: boolean; silentMs?: number } = {},
  ): string | undefined => {
    nowMs += INTERVAL_MS;
    const observation: Observation = {
      nowMs,
      lastSignMs: nowMs - (more.silentMs ?? 0),
      behind: new Map(behind),
      hasWaited: more.hasWaited ?? false,
    };
    return watch.observe(observation);
  };

  it('given signs of life and nothing to read, then all is well', () => {
    expect([observe([]), observe([], { silentMs: 2 * INTERVAL_MS })]).toEqual([undefined, undefined]);
  });

  it('given no sign for more than two intervals, then it is stalled', () => {
    expect(observe([], { silentMs: 2 * INTERVAL_MS + 1_000 })).toBe('it has shown no life for 61 s');
  });

  it('given a partition that holds more and is not fetched from one observation to the next, then it is stalled', () => {
    expect(observe([[0, 5n], [2, 9n]])).toBeUndefined(); // prettier-ignore
    expect(observe([[0, 6n], [2, 9n]])).toBe('it has fetched nothing of partition 2 for 30 s'); // prettier-ignore
  });

  it('given a partition that moved on, or was read to its end in between, then all is well', () => {
    expect([observe([[0, 5n]]), observe([[0, 7n]]), observe([]), observe([[0, 7n]])]).toEqual(Array(4).fill(undefined)); // prettier-ignore
  });

  it('given a reader who took nothing, so that fetching waited, then all is well; and the next interval counts anew', () => {
    expect(observe([[0, 5n]])).toBeUndefined();
    expect(observe([[0, 5n]], { hasWaited: true })).toBeUndefined();
    expect(observe([[0, 5n]])).toBeUndefined();
    expect(observe([[0, 5n]])).toContain('partition 0');
  });
});
