/** Reads query parameters: every fault at once, each with what would be right. */
import { nearestName } from '@plumbline/events';
import { Problem, type ProblemCause } from '@plumbline/problem';

export type RawParameters = Readonly<Record<string, string | string[] | undefined>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST_VALUES = 1_000;

export class ParameterReader {
  private readonly faults: ProblemCause[] = [];

  /** @param known the parameters that this call takes */
  constructor(
    private readonly raw: RawParameters,
    known: readonly string[],
  ) {
    for (const name of Object.keys(raw)) {
      if (known.includes(name)) continue;
      const nearest = nearestName(name, known);
      const hint = nearest === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${nearest}?`;
      this.fault(name, 'unknown_parameter', `There is no parameter ${name}. ${hint}`);
    }
  }

  /** A date YYYY-MM-DD. */
  date(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (isDate(text)) return text;
    this.fault(name, 'format', `${name} must be a date such as 2026-03-01.`);
    return undefined;
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.checked(name, text, values);
  }

  /** A whole number between two others, both included. */
  integer(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
    this.fault(name, 'range', `${name} must be a whole number from ${least} to ${most}.`);
    return undefined;
  }

  /** Comma-separated values of a closed list, none twice. */
  someOf<Value extends string>(name: string, values: readonly Value[]): Value[] {
    return [...new Set(this.list(name).flatMap((text) => this.checked(name, text, values) ?? []))];
  }

  /** Comma-separated values. */
  list(name: string): string[] {
    const values = (this.text(name) ?? '').split(',').filter((value) => value !== '');
    if (values.length > MOST_VALUES) this.fault(name, 'too_many', `${name} has more than ${MOST_VALUES} values.`);
    return values;
  }

  fault(pointer: string, code: string, message: string): void {
    this.faults.push({ pointer, code, message });
  }

  /** @throws Problem 400 with every fault found so far */
  finish(): void {
    if (this.faults.length === 0) return;
    throw new Problem({
      status: 400,
      code: 'invalid_parameter',
      title: 'A parameter is not valid',
      detail: this.faults.map(({ message }) => message).join(' '),
      errors: this.faults,
    });
  }

  text(name: string): string | undefined {
    const value = this.raw[name];
    if (!Array.isArray(value)) return value === '' ? undefined : value;
    this.fault(name, 'repeated', `${name} is given more than once; separate values by commas.`);
    return undefined;
  }

  private checked<Value extends string>(name: string, text: string, values: readonly Value[]): Value | undefined {
    const value = values.find((known) => known === text);
    if (value !== undefined) return value;
    const nearest = nearestName(text, values);
    const hint = nearest === undefined ? `Choose from: ${values.join(', ')}.` : `Did you mean ${nearest}?`;
    this.fault(name, 'enum', `${name} does not know "${text.slice(0, 64)}". ${hint}`);
    return undefined;
  }
}

/** Whether the text names a day of the calendar: neither month 13 nor 30 February, which a Date would refuse or move. */
function isDate(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
