/** Where a group goes on. */
import { startOf } from './positions';

describe('startOf', () => {
  it.each<[string, bigint | undefined, bigint]>([
    ['that committed nothing', undefined, 10n],
    ['that committed within the log', 15n, 15n],
    ['that committed all', 20n, 20n],
    ['whose records were deleted', 4n, 10n],
    ['that committed more than the log holds', 21n, 10n],
  ])(
    'given a log of the offsets 10 to 19 and a group %s, then it goes on where nothing is passed over',
    (_, committed, start) => {
      expect(startOf({ low: 10n, high: 20n }, committed)).toBe(start);
    },
  );
});
