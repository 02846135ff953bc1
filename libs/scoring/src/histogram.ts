/** Codec of the log-linear histogram of whole seconds (metrics.md): bins of 1 s up to 256 s, then 128 a doubling. */

/** Bin of a whole, non-negative number of seconds below 2^31. */
export function binOf(seconds: number): number {
  if (seconds < 256) return seconds;
  const exponent = 24 - Math.clz32(seconds);
  return 128 * exponent + (seconds >> exponent);
}

/** Seconds [from, to) that a bin holds: at most 1/128 of `from` wide, or one second. */
export function boundsOf(bin: number): readonly [from: number, to: number] {
  if (bin < 256) return [bin, bin + 1];
  const exponent = (bin >> 7) - 1;
  const mantissa = bin - 128 * exponent;
  return [mantissa * 2 ** exponent, (mantissa + 1) * 2 ** exponent];
}
