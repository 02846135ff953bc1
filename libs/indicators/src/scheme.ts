/** The scheme: a version of the model with its weights, anchors and minimum samples, named by a hash of all of it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { DimensionDefinition } from './metric-definition';
import { DIMENSIONS } from './model';

export interface Scheme {
  readonly id: string;
  readonly version: number;
  /** First local day on which it is in force. */
  readonly validFrom: string;
  /** SHA-256, hexadecimal, over the model as canonical JSON (RFC 8785) in UTF-8. */
  readonly sha256: string;
}

export function hashOf(dimensions: readonly DimensionDefinition[]): string {
  return createHash('sha256').update(canonicalJson(dimensions)).digest('hex');
}

/**
 * Version 2 counts answered inquiries among the contacts served, and measures what is observed and spoken
 * (infra/decisions/0016-observed-and-spoken-metrics.md).
 */
export const SCHEME: Scheme = { id: 'chapter-8', version: 2, validFrom: '1990-01-01', sha256: hashOf(DIMENSIONS) };
