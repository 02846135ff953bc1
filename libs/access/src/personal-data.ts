/**
 * Personal data that must not enter an event (events.md, "values that look personal"): mainland mobile numbers, e-mail addresses,
 * resident ID numbers with a right check digit, payment card numbers. The refused value never appears in a message.
 */

export interface PersonalDataFinding {
  readonly pointer: string;
  readonly code: 'personal_data';
  readonly message: string;
}

/** Says of a place (steps from the root) whether it holds a declared identifier. */
export type IsIdentifier = (path: readonly string[]) => boolean;

const FULL_WIDTH = /[\uFF10-\uFF19\uFF20\uFF0E\uFF0D\uFF38\uFF58]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** Ten digits or more, whatever separates them, or an at sign: what every kind of personal value has. */
const SUSPICIOUS = /[@\uFF20]|[0-9\uFF10-\uFF19](?:[ .\-\uFF0D\uFF0E]?[0-9\uFF10-\uFF19]){9}/;

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const MOBILE = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;
const RESIDENT_ID = /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
const LONG_NUMBER = /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g;
/** Issuer prefixes: UnionPay 62, Visa 4, Mastercard 51–55 and 2221–2720, American Express 34/37, JCB 35, Diners 30/36/38, Discover 60/65, domestic debit 9. */
const CARD_PREFIX = /^(?:62|4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|3[4-8]|30|6[05]|9[0-9])/;

const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

const MENDS = {
  email: 'It looks like an e-mail address.',
  mobile: 'It looks like a mobile number.',
  resident_id: 'It looks like a resident ID number.',
  card: 'It looks like a bank card number.',
} as const;

/** All personal values in the strings of `value`, with where they stand. */
export function findPersonalData(value: unknown, isIdentifier: IsIdentifier): PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  visit(value, [], isIdentifier, findings);
  return findings;
}

function visit(value: unknown, path: string[], isIdentifier: IsIdentifier, findings: PersonalDataFinding[]): void {
  if (typeof value === 'string') {
    if (value.length < 6 || !SUSPICIOUS.test(value)) return;
    const kind = kindOf(value, isIdentifier(path));
    if (kind)
      findings.push({
        pointer: pointerTo(path),
        code: 'personal_data',
        message: `${MENDS[kind]} Personal data never enters an event; leave it out.`,
      });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const key in value) {
    path.push(key);
    visit((value as Record<string, unknown>)[key], path, isIdentifier, findings);
    path.pop();
  }
}

/** What a string gives away, or undefined. In an identifier only the whole value counts. */
export function kindOf(text: string, wholeOnly: boolean): keyof typeof MENDS | undefined {
  const plain = text.replace(FULL_WIDTH, (character) =>
    String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
  if (matches(EMAIL, plain, wholeOnly)) return 'email';
  if (candidates(RESIDENT_ID, plain, wholeOnly).some(hasRightCheckDigit)) return 'resident_id';
  if (candidates(LONG_NUMBER, plain, wholeOnly).some(isCardNumber)) return 'card';
  if (matches(MOBILE, plain, wholeOnly)) return 'mobile';
  return undefined;
}

function matches(pattern: RegExp, text: string, wholeOnly: boolean): boolean {
  const match = pattern.exec(text);
  return match !== null && (!wholeOnly || match[0].length === text.length);
}

function candidates(pattern: RegExp, text: string, wholeOnly: boolean): string[] {
  return [...text.matchAll(pattern)]
    .map(([match]) => match)
    .filter((match) => !wholeOnly || match.length === text.length);
}

/** GB 11643-1999: weighted sum modulo 11. */
function hasRightCheckDigit(id: string): boolean {
  const sum = CHECK_WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return CHECK_DIGITS[sum % 11] === id[17]?.toUpperCase();
}

function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return CARD_PREFIX.test(digits) && passesLuhn(digits);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function pointerTo(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
