/** The time macros that the Infinity backend replaces in URLs, parameters and bodies. */

/** Milliseconds since 1970. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

const MACRO = /\$\{__time(From|To)(?::([^}]*))?\}/g;

/** @throws Error for a format that needs a locale or a time zone; use date:iso */
export function replaceTimeMacros(text: string, { fromMs, toMs }: TimeRange): string {
  return text.replace(MACRO, (macro, end: string, format: string | undefined) => {
    const ms = end === 'From' ? fromMs : toMs;
    switch (format) {
      case undefined:
        return String(ms);
      case 'date':
      case 'date:iso':
        return isoOf(ms);
      case 'date:seconds':
        return String(Math.floor(ms / 1000));
      default:
        throw new Error(`${macro}: only the formats date, date:iso and date:seconds are known here.`);
    }
  });
}

/** As Go writes RFC 3339: a fraction without the zeros at its end. */
function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}
