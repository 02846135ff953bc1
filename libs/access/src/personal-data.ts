/**
 * Personal data that must not enter an event (events.md, "values that look personal"): mainland mobile numbers, e-mail addresses,
 * resident ID numbers with a right check digit, payment card numbers. The refused value never appears in a finding.
 */
import { isSeparator, type PersonalKind, personalKindIn, personalKindOfWhole } from './personal-kinds';

export interface PersonalDataFinding {
  /** JSON pointer to the string. */
  readonly pointer: string;
  readonly code: 'personal_data';
  /** What the string looks like and how to mend it; never the string. */
  readonly message: string;
}

/**
 * Says of a place whether it holds a declared identifier, in which only a whole value counts.
 * @param path names and indexes from `root`, e.g. ['data', 'txn_ids', '0']
 */
export type IsIdentifier = (path: readonly string[], root: unknown) => boolean;

/** Deeper than any event that is declared: what lies below is refused for that. */
const DEEPEST = 16;
const MOST_FINDINGS = 100;
const SHORTEST_EMAIL = 'a@b.cn'.length;
/** A mobile number; ID and card numbers are longer. */
const FEWEST_DIGITS = 11;
const NONE: readonly PersonalDataFinding[] = [];

const LOOKS: Readonly<Record<PersonalKind, string>> = {
  email: 'an e-mail address',
  mobile: 'a mobile number',
  resident_id: 'a resident ID number',
  card: 'a bank card number',
};

/** All personal values in the strings of `root`, with where they stand; the first hundred. */
export function findPersonalData(root: unknown, isIdentifier: IsIdentifier): readonly PersonalDataFinding[] {
  if (typeof root !== 'object' || root === null || !holdsPersonalData(root, 1)) return NONE;
  const findings: PersonalDataFinding[] = [];
  collect(root, [], root, isIdentifier, findings);
  return findings;
}

/** Whether any string holds a personal value, wherever it stands. This is all that a clean event costs, so it builds nothing. */
function holdsPersonalData(value: object, depth: number): boolean {
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'string') {
      if (isSuspicious(item) && (personalKindIn(item) ?? personalKindOfWhole(item))) return true;
    } else if (typeof item === 'object' && item !== null && depth < DEEPEST) {
      if (holdsPersonalData(item, depth + 1)) return true;
    }
  }
  return false;
}

/** An at sign, or a row of digits and separators that holds eleven digits. */
function isSuspicious(text: string): boolean {
  if (text.length < SHORTEST_EMAIL) return false;
  if (text.includes('@') || text.includes('\uFF20')) return true;
  // Every row of eleven characters or more covers a place whose index is one of these.
  for (let index = FEWEST_DIGITS - 1; index < text.length; index += FEWEST_DIGITS) {
    if (isOfNumber(text.charCodeAt(index)) && digitsAround(text, index) >= FEWEST_DIGITS) return true;
  }
  return false;
}

/** How many digits the row of digits and separators around `index` holds. */
function digitsAround(text: string, index: number): number {
  let start = index;
  while (start > 0 && isOfNumber(text.charCodeAt(start - 1))) start -= 1;
  let digits = 0;
  for (let at = start; at < text.length && isOfNumber(text.charCodeAt(at)); at += 1) {
    if (!isSeparator(text.charCodeAt(at))) digits += 1;
  }
  return digits;
}

/** ASCII digits, separators, and what is not ASCII: it may be a digit of another width, or a separator. */
function isOfNumber(code: number): boolean {
  return (code >= 48 && code <= 57) || code > 127 || isSeparator(code);
}

function collect(
  value: unknown,
  path: string[],
  root: unknown,
  isIdentifier: IsIdentifier,
  findings: PersonalDataFinding[],
): void {
  if (findings.length === MOST_FINDINGS) return;
  if (typeof value === 'string') {
    if (!isSuspicious(value)) return;
    const kind = isIdentifier(path, root) ? personalKindOfWhole(value) : personalKindIn(value);
    if (kind) findings.push(findingAt(path, kind));
  } else if (typeof value === 'object' && value !== null && path.length < DEEPEST) {
    for (const [key, item] of Object.entries(value)) {
      path.push(key);
      collect(item, path, root, isIdentifier, findings);
      path.pop();
    }
  }
}

function findingAt(path: readonly string[], kind: PersonalKind): PersonalDataFinding {
  return {
    pointer: pointerTo(path),
    code: 'personal_data',
    message: `It looks like ${LOOKS[kind]}. Personal data never enters an event; leave it out.`,
  };
}

/** JSON pointer (RFC 6901), ending before a name that itself looks personal. */
function pointerTo(path: readonly string[]): string {
  const personal = path.findIndex((step) => personalKindIn(step) !== undefined);
  const shown = personal === -1 ? path : path.slice(0, personal);
  return shown.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
