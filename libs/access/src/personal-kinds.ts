/** Which kind of personal value a text is or holds, however its digits are written. */

export type PersonalKind = 'email' | 'mobile' | 'resident_id' | 'card';

const SEPARATORS = /[ .()-]/g;
/** Nothing but digits and separators, and the X that may end a resident ID number. */
const NUMBER = /^[\d .()-]+[Xx]?$/;
/** Zero-width characters and soft hyphens, which hide a number from a reader of digits and not from a reader of text. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
const DASHES = /\p{Pd}|\u2212/gu;
const SPACES = /\p{Zs}/gu;
const NOT_ASCII = /[^\x00-\x7f]/;

/** Most characters between two groups of digits of one number. */
const WIDEST_GAP = 3;
/** A number is written in groups of three digits or more, its last one aside. Dates and times are not. */
const SMALLEST_GROUP = 3;
/** How many digits personal numbers have: mobile numbers without and with a country code, ID and card numbers. */
const LENGTHS: ReadonlySet<number> = new Set([11, 13, 15, 16, 17, 18, 19]);
const LONGEST = 19;

const LOCAL_PART_END = /[\p{L}\p{N}._%+-]$/u;
/** Its last label begins with a letter: `2@3.5` is no address. */
const DOMAIN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+/uy;

const MOBILE = /^(?:(?:00)?86)?1[3-9]\d{9}$/;
const RESIDENT_ID = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
/** Region, date of birth, serial number and check character; people write the date apart. */
const RESIDENT_ID_IN_TEXT = /(?<!\d)\d{6}[ .-]?\d{4}[ .-]?\d\d[ .-]?\d\d[ .-]?\d{3}[\dXx](?![\p{L}\p{N}])/gu;
const CARD = /^\d{15,19}$/;
/**
 * Issuer prefixes of ISO/IEC 7812: American Express, Diners and JCB 3; Visa 4; Mastercard 5 and 2221–2720; Maestro, Discover,
 * UnionPay and the older domestic cards 6; UnionPay 81; domestic debit 9.
 */
const CARD_PREFIX = /^(?:3(?:0[0-59]|[4-9])|4|5[0-8]|6[024578]|81|9|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/;

/** GB 11643-1999. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK_CHARACTERS = '10X98765432';

/** The kind of personal value that stands anywhere in the text. */
export function personalKindIn(text: string): PersonalKind | undefined {
  const plain = plainText(text);
  if (holdsEmail(plain)) return 'email';
  return residentIdIn(plain) ?? kindOfNumberIn(plain);
}

/** The kind of personal value that the whole text is. */
export function personalKindOfWhole(text: string): PersonalKind | undefined {
  const plain = plainText(text);
  return NUMBER.test(plain) ? kindOfNumber(withoutSeparators(plain)) : undefined;
}

/** Full-width and other forms of characters as ASCII, all dashes as one, nothing invisible. */
function plainText(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').replace(SPACES, ' ');
}

function holdsEmail(text: string): boolean {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    DOMAIN.lastIndex = at + 1;
    if (LOCAL_PART_END.test(text.slice(Math.max(0, at - 2), at)) && DOMAIN.test(text)) return true;
  }
  return false;
}

function residentIdIn(text: string): PersonalKind | undefined {
  RESIDENT_ID_IN_TEXT.lastIndex = 0;
  for (let found = RESIDENT_ID_IN_TEXT.exec(text); found; found = RESIDENT_ID_IN_TEXT.exec(text)) {
    const kind = kindOfNumber(withoutSeparators(found[0]));
    if (kind) return kind;
  }
  return undefined;
}

/** Tries every number that the text could be read to hold: each row of neighbouring groups of digits. */
function kindOfNumberIn(text: string): PersonalKind | undefined {
  const groups = digitGroups(text);
  for (const [index, first] of groups.entries()) {
    let last = first;
    let digits = first.end - first.start;
    for (let next = index + 1; digits <= LONGEST; next += 1) {
      const kind = LENGTHS.has(digits) ? kindOfNumber(withoutSeparators(text.slice(first.start, last.end))) : undefined;
      if (kind) return kind;
      const following = groups[next];
      if (!following || !isOneNumber(text, last, following)) break;
      digits += following.end - following.start;
      last = following;
    }
  }
  return undefined;
}

interface DigitGroup {
  readonly start: number;
  readonly end: number;
}

function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit && start === -1) start = index;
    if (isDigit || start === -1) continue;
    groups.push({ start, end: index });
    start = -1;
  }
  return groups;
}

/** Whether two groups of digits can belong to one number. */
function isOneNumber(text: string, group: DigitGroup, following: DigitGroup): boolean {
  if (group.end - group.start < SMALLEST_GROUP || following.start - group.end > WIDEST_GAP) return false;
  for (let index = group.end; index < following.start; index += 1) {
    if (!isSeparator(text.charCodeAt(index))) return false;
  }
  return true;
}

/** Space, parentheses, dash, full stop. */
export function isSeparator(code: number): boolean {
  return code === 32 || code === 40 || code === 41 || code === 45 || code === 46;
}

function withoutSeparators(number: string): string {
  return number.replace(SEPARATORS, '').toUpperCase();
}

function kindOfNumber(number: string): PersonalKind | undefined {
  if (RESIDENT_ID.test(number) && hasRightCheckCharacter(number)) return 'resident_id';
  if (CARD.test(number) && CARD_PREFIX.test(number) && passesLuhn(number)) return 'card';
  return MOBILE.test(number) ? 'mobile' : undefined;
}

/** GB 11643-1999 (ISO 7064, MOD 11-2). */
function hasRightCheckCharacter(id: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return ID_CHECK_CHARACTERS[sum % 11] === id[17];
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
