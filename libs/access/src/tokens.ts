/** Comparison of secrets in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two tokens are the same; takes as long whatever they are. */
export function tokensMatch(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
