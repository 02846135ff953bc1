/** The options of `plumbline simulate`, read and checked: what is simulated, up to when, and how it goes on. */
import { dateOf, dayNumber, localDate, startOfLocalDate } from '@plumbline/calendar';
import { CliError, EXIT } from '../cli-error';
import { demoIncidents, type Incident, parseIncident, type SimulationParameters } from './parameters';

/** As the command line gives them. */
export interface SimulateOptions {
  readonly to: string;
  readonly out?: string;
  readonly seed: string;
  readonly branches: string;
  readonly days: string;
  readonly until?: string;
  readonly timeZone: string;
  readonly incident: readonly string[];
  readonly truth?: string;
  readonly live?: true;
  readonly speed?: string;
  readonly json?: true;
}

export interface SimulationPlan {
  readonly parameters: SimulationParameters;
  readonly days: number;
  /** End of history in milliseconds since 1970. */
  readonly untilMs: number;
  readonly speed: number | undefined;
}

const MOST_BRANCHES = 500;
const MOST_DAYS = 3_660;
const FASTEST = 86_400;
/** Reference data are set on the first day of 2000. */
const FIRST_DATE = '2000-01-02';
const NO_INCIDENT = 'none';

/**
 * @param nowMs milliseconds since 1970: history ends here, or sooner
 * @throws CliError (exit code `EXIT.usage`) where an option does not fit
 */
export function readSimulateOptions(options: SimulateOptions, nowMs: number): SimulationPlan {
  const timeZone = readTimeZone(options.timeZone);
  const branches = wholeNumber('--branches', options.branches, MOST_BRANCHES);
  const days = wholeNumber('--days', options.days, MOST_DAYS);
  const tomorrow = dateOf(dayNumber(localDate(nowMs, timeZone)) + 1);
  const until = options.until === undefined ? tomorrow : readUntil(options.until, days, tomorrow);
  return {
    days,
    untilMs: Math.min(nowMs, startOfLocalDate(until, timeZone) - 1),
    speed: readSpeed(options),
    parameters: {
      seed: wholeNumber('--seed', options.seed, Number.MAX_SAFE_INTEGER),
      branches,
      from: dateOf(dayNumber(until) - days),
      timeZone,
      incidents: readIncidents(options.incident, branches, until),
    },
  };
}

/** Those that were given; the demo's, as far as there are branches for them, where none was. */
function readIncidents(given: readonly string[], branches: number, until: string): Incident[] {
  const exists = ({ branch }: Incident): boolean =>
    branch === '*' || (Number(branch.slice(1)) >= 1 && Number(branch.slice(1)) <= branches);
  // `until` is the day after the last.
  if (given.length === 0) return demoIncidents((days) => dateOf(dayNumber(until) - 1 - days)).filter(exists);
  const incidents = given.filter((text) => text !== NO_INCIDENT).map(parseIncident);
  const misplaced = incidents.find((incident) => !exists(incident));
  if (!misplaced) return incidents;
  throw new CliError(
    `--incident names branch ${misplaced.branch}, but there are ${branches} branches, B001 to B${String(branches).padStart(3, '0')}.`,
    EXIT.usage,
  );
}

function readUntil(text: string, days: number, tomorrow: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text));
  if (!isDate) throw new CliError(`--until is "${text}"; give a date such as 2026-07-01.`, EXIT.usage);
  if (text > tomorrow) {
    throw new CliError(`--until is ${text}; history cannot go further than ${tomorrow}, the end of today.`, EXIT.usage);
  }
  if (dayNumber(text) - days < dayNumber(FIRST_DATE)) {
    throw new CliError(
      `--until ${text} and --days ${days} begin before ${FIRST_DATE}, where the bank begins.`,
      EXIT.usage,
    );
  }
  return text;
}

function readTimeZone(name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw new CliError(`--time-zone is "${name}"; give an IANA name such as Asia/Shanghai.`, EXIT.usage);
  }
  return name;
}

function readSpeed({ speed: text, live }: SimulateOptions): number | undefined {
  if (text === undefined) return undefined;
  if (!live) throw new CliError('--speed goes with --live: history is sent as fast as it is taken.', EXIT.usage);
  const speed = Number(text);
  if (speed > 0 && speed <= FASTEST) return speed;
  throw new CliError(`--speed is "${text}"; give a number above 0, at most ${FASTEST} (a day a second).`, EXIT.usage);
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new CliError(`${option} is "${text}"; give a whole number from 1 to ${most}.`, EXIT.usage);
}
