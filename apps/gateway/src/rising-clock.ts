/** A clock that never falls, so that the order of `ingestedat` is the order of arrival at this gateway. */
export function risingClock(clock: () => number = Date.now): () => number {
  let latest = 0;
  return () => {
    latest = Math.max(latest, clock());
    return latest;
  };
}
