/** The forms that text in events may have. Each is a pattern, and the words that help somebody whose text does not fit it. */

export interface TextForm {
  /** Anchored at both ends; the `u` flag is set where JSON Schema is checked. */
  readonly pattern: RegExp;
  /** Most characters that the pattern allows. */
  readonly longest: number;
  /** Whether the text names a thing. A long number in it is an id then, and no personal data by itself. */
  readonly isIdentifier: boolean;
  /** Stable code of the violation. */
  readonly code: string;
  /** What the text must be: the end of a sentence that begins with the field's name. */
  readonly mend: string;
}

const FORMS = new Map<string, TextForm>();

/** Declares a form, so that a violation of its pattern can be explained. */
export function textForm(form: TextForm): TextForm {
  FORMS.set(form.pattern.source, form);
  return form;
}

/** The form whose pattern a JSON Schema gives. */
export function formOfPattern(patternSource: unknown): TextForm | undefined {
  return typeof patternSource === 'string' ? FORMS.get(patternSource) : undefined;
}

export const IDENTIFIER = textForm({
  pattern: /^[A-Za-z0-9._:/-]{1,128}$/,
  longest: 128,
  isIdentifier: true,
  code: 'pattern',
  mend: 'must be 1 to 128 letters, digits or . _ : / - without spaces',
});

const IN_IDENTIFIERS = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  IN_IDENTIFIERS[code] = IDENTIFIER.pattern.test(String.fromCharCode(code)) ? 1 : 0;
}

/** The pattern of IDENTIFIER, read by hand. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0 || text.length > IDENTIFIER.longest) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127 || IN_IDENTIFIERS[code] === 0) return false;
  }
  return true;
}

/** A keyed pseudonym: 128 bits or more as hex or base64url. Digits alone are an account number sooner than a short hash. */
export const CUSTOMER_PSEUDONYM = textForm({
  pattern: /^c_(?:[A-Za-z0-9_-]{32,86}|(?=[0-9]*[A-Za-z_-])[A-Za-z0-9_-]{22,31})$/,
  longest: 88,
  isIdentifier: true,
  code: 'not_a_pseudonym',
  mend: 'must be a keyed pseudonym: c_ and 22 to 86 characters of hex or base64url. Send customer_id instead, and the gateway makes the pseudonym',
});

export const STAFF_PSEUDONYM = textForm({
  pattern: /^s_[A-Za-z0-9._:/-]{1,126}$/,
  longest: 128,
  isIdentifier: true,
  code: 'not_a_pseudonym',
  mend: 'must be a staff pseudonym: s_ and letters, digits or . _ : / -, e.g. s_9f2c41; never a name or a telephone number',
});

export function isStaffRef(value: unknown): value is string {
  return typeof value === 'string' && STAFF_PSEUDONYM.pattern.test(value);
}

/** A name or a label of a thing, a place or a team. Free text stays in a vault, and only its reference travels. */
export const LABEL = textForm({
  pattern: /^[^\p{Cc}\p{Cs}]{1,256}$/u,
  longest: 256,
  isIdentifier: false,
  code: 'pattern',
  mend: 'must be 1 to 256 characters without control characters; longer text stays in a vault and travels as a reference',
});

/** RFC 3986, reference or URI. */
export const URI_REFERENCE = textForm({
  pattern: /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]{1,256}$/,
  longest: 256,
  isIdentifier: false,
  code: 'pattern',
  mend: 'must be a URI of 1 to 256 characters',
});

/** W3C Trace Context, `tracestate`: printable ASCII, at least 512 characters are to be propagated. */
export const TRACE_STATE = textForm({
  pattern: /^[\x20-\x7e]{1,512}$/,
  longest: 512,
  isIdentifier: false,
  code: 'pattern',
  mend: 'must be 1 to 512 printable ASCII characters',
});
