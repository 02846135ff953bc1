/** Runs every query of a dashboard as Grafana would, with its variables at what they begin with. */
import {
  ascends,
  type Dashboard,
  type Frame,
  infinityQueriesOf,
  type InfinityContext,
  type InfinityVariableQuery,
  interpolate,
  type PlacedQuery,
  recordsOf,
  runInfinity,
  type TimeRange,
  type Variable,
  type VariableValues,
} from '@plumbline/grafana-sdk-mocks';

export interface RunWith {
  readonly baseUrl: string;
  readonly nowMs: number;
  readonly fetch?: typeof fetch;
}

const MS_OF = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
const EVERY_OPTION = '$__all';

export interface RunQuery extends PlacedQuery {
  readonly frame?: Frame;
  readonly error?: string;
}

/** The range of a dashboard; only `now-<n><unit>` to now. */
export function rangeOf({ time }: Dashboard, nowMs: number): TimeRange {
  const [, count, unit] = /^now-(\d+)([dhm])$/.exec(time.from) ?? [];
  return { fromMs: nowMs - Number(count) * MS_OF[unit as keyof typeof MS_OF], toMs: nowMs };
}

/** A fetch that asks for each address once, however many panels, languages and rules do, and gives all of them the answer. */
export function askedOnce(): typeof fetch {
  const answers = new Map<string, Promise<{ readonly text: string; readonly status: number }>>();
  return async (input) => {
    const address = new Request(input).url;
    let answer = answers.get(address);
    if (!answer) {
      answer = fetch(address).then(async (response) => ({ text: await response.text(), status: response.status }));
      answers.set(address, answer);
    }
    const { text, status } = await answer;
    return new Response(text, { status });
  };
}

/** All at once, as a browser asks for a page of panels. */
export async function runDashboard(dashboard: Dashboard, { baseUrl, nowMs, ...rest }: RunWith): Promise<RunQuery[]> {
  const context: InfinityContext = { baseUrl, range: rangeOf(dashboard, nowMs), ...rest };
  const values = await initialValues(dashboard.templating.list, context);
  return Promise.all(
    infinityQueriesOf(dashboard).map(async (placed) => {
      try {
        const frame = await runInfinity(placed.query, { ...context, interpolate: (text) => interpolate(text, values) });
        return { ...placed, frame };
      } catch (error) {
        return { ...placed, error: (error as Error).message };
      }
    }),
  );
}

async function initialValues(variables: readonly Variable[], context: InfinityContext): Promise<VariableValues> {
  const values = await Promise.all(
    variables.map(async ({ name, type, query, current, allValue }) => {
      const value = current?.value;
      if (value === EVERY_OPTION) return [name, allValue ?? ''] as const;
      if (typeof value === 'string' && value !== '') return [name, value] as const;
      if (type !== 'query') return [name, String(query)] as const;
      const { infinityQuery, meta } = query as InfinityVariableQuery;
      const [first] = recordsOf(await runInfinity(infinityQuery, context));
      return [name, String(first?.[meta.valueField])] as const;
    }),
  );
  return Object.fromEntries(values);
}

/**
 * What may be empty: equipment, which no family of events feeds yet; teamwork, for which a small bank has too few complaints a day;
 * marks of signals, where nothing is wrong.
 */
const MAY_BE_EMPTY = /设备|Equipment|团队协作|Teamwork|异常点|Signal/;

/** What is wrong with an answer: an error, no rows, other fields than declared, times that descend, a column of nothing. */
export function faultsOf({ place, query, frame, error }: RunQuery): string[] {
  if (!frame) return [error ?? 'no frame'];
  if (frame.length === 0) return MAY_BE_EMPTY.test(place) ? [] : ['no rows'];
  const faults: string[] = [];
  const names = new Set(frame.fields.map(({ name }) => name));
  for (const { text, type } of query.columns) {
    const isLabel = query.format === 'timeseries' && type === 'string';
    if (!isLabel && !names.has(text)) faults.push(`no field ${text}`);
  }
  for (const { name, type, values } of frame.fields) {
    if (type === 'time' && !ascends(values)) faults.push(`times of ${name} descend`);
    if (
      type === 'number' &&
      !MAY_BE_EMPTY.test(name + place) &&
      !frame.fields.some((field) => field.name === name && field.values.some(isThere))
    )
      faults.push(`${name} has no value anywhere`);
  }
  return [...new Set(faults)];
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
