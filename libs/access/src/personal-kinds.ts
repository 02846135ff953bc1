/** Which kind of personal value a text is or holds, however its digits are written. */

export type PersonalKind = 'email' | 'mobile' | 'resident_id' | 'card';

/** What stands between the digits of a number that is written in groups. */
const GROUP_GAP = /^[ .()-]{1,3}$/;
const SEPARATORS = /[ .()-]/g;
/** Zero-width characters and soft hyphens, which hide a number from a reader of digits and not from a reader of text. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
const DASHES = /\p{Pd}|\u2212/gu;
const SPACES = /\p{Zs}/gu;

/** A number is written in groups of three digits or more, its last one aside. Dates and times are not. */
const SMALLEST_GROUP = 3;
/** International prefix and mobile number, a card number, a resident ID number: none is longer. */
const MOST_DIGITS = 19;

const LOCAL_PART_END = /[\p{L}\p{N}._%+-]$/u;
const DOMAIN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy;

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
  for (const [id] of plain.matchAll(RESIDENT_ID_IN_TEXT)) {
    const kind = kindOfNumber(withoutSeparators(id));
    if (kind) return kind;
  }
  for (const number of numbersIn(plain)) {
    const kind = kindOfNumber(number);
    if (kind) return kind;
  }
  return undefined;
}

/** The kind of personal value that the whole text is. */
export function personalKindOfWhole(text: string): PersonalKind | undefined {
  return kindOfNumber(withoutSeparators(plainText(text)));
}

/** Full-width and other forms of characters as ASCII, all dashes as one, nothing invisible. */
function plainText(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').replace(SPACES, ' ');
}

function holdsEmail(text: string): boolean {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    DOMAIN.lastIndex = at + 1;
    if (LOCAL_PART_END.test(text.slice(Math.max(0, at - 2), at)) && DOMAIN.test(text)) return true;
  }
  return false;
}

/** Every number that the text could be read to hold: each row of neighbouring groups of digits, without what separates them. */
function* numbersIn(text: string): Generator<string> {
  const groups = [...text.matchAll(/\d+/g)];
  for (const [first, group] of groups.entries()) {
    let digits = '';
    for (let next = first, last = group; digits.length < MOST_DIGITS; next += 1) {
      digits += last[0];
      const end = last.index + last[0].length;
      yield digits;
      const following = groups[next + 1];
      if (!following || last[0].length < SMALLEST_GROUP || !GROUP_GAP.test(text.slice(end, following.index))) break;
      last = following;
    }
  }
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
