/** The scheme: a version of the model with its weights, anchors and minimum samples, named by a hash of all of it. */
import { createHash } from 'node:crypto';
import { DIMENSIONS } from './model';

export interface Scheme {
  readonly id: string;
  readonly version: number;
  /** First local day on which it is in force. */
  readonly validFrom: string;
  /** SHA-256 over the model as JSON with sorted keys (RFC 8785), hexadecimal. */
  readonly sha256: string;
}

export const SCHEME: Scheme = {
  id: 'chapter-8',
  version: 1,
  validFrom: '1990-01-01',
  sha256: createHash('sha256').update(canonicalJson(DIMENSIONS)).digest('hex'),
};

/** JSON with the keys of every object sorted, so that one model has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
