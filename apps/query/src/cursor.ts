/**
 * Cursors of listings: the place of the last row in the listing's order, and the question it belongs to. A place and not a count, so
 * that rows which arrive meanwhile neither repeat nor hide others.
 */
import { createHash } from 'node:crypto';
import type { ParameterReader } from './parameters';

const DIGITS = 12;

/** @param question what was asked, but for the cursor and the size of the page */
export function cursorOf(question: unknown, place: readonly string[]): string {
  return Buffer.from(JSON.stringify([fingerprint(question), ...place])).toString('base64url');
}

/** The place in the parameter `cursor`; undefined without one, or where it is at fault. */
export function readCursor(reader: ParameterReader, question: unknown, length: number): readonly string[] | undefined {
  const text = reader.text('cursor');
  if (text === undefined) return undefined;
  const [asked, ...place] = parse(text);
  if (place.length !== length) {
    reader.fault(
      'cursor',
      'format',
      'cursor is none that this call gave. Take it from links.next, or begin without one.',
    );
    return undefined;
  }
  if (asked !== fingerprint(question)) {
    reader.fault(
      'cursor',
      'other_question',
      'cursor belongs to other parameters. Keep them as they were (links.next does), or begin without one.',
    );
    return undefined;
  }
  return place;
}

function parse(text: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}

function fingerprint(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, DIGITS);
}
