/** Runs one Infinity query the way the data source's backend does: macros, request, root, columns, format. */
import { type FieldType, type Frame, frameOf, type FrameField } from './frame';
import type { ColumnType, InfinityColumn, InfinityQuery } from './infinity-query';
import { longToWide } from './long-to-wide';
import { replaceTimeMacros, type TimeRange } from './time-macros';

export interface InfinityContext {
  /** Base URL of the data source, such as http://127.0.0.1:3000/api/v1; query URLs are appended to it. */
  readonly baseUrl: string;
  readonly range: TimeRange;
  /** Puts the values of dashboard variables in; Grafana does it in the browser, before the backend sees the query. */
  readonly interpolate?: (text: string) => string;
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
}

const FIELD_TYPES: Readonly<Record<ColumnType, FieldType>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  timestamp: 'time',
  timestamp_epoch: 'time',
  timestamp_epoch_s: 'time',
};

/** @throws Error with the API's own words where it answers with a problem, and where a cell does not fit its column */
export async function runInfinity(query: InfinityQuery, context: InfinityContext): Promise<Frame> {
  const { url, init } = requestOf(query, context);
  const response = await (context.fetch ?? fetch)(url, init);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(`${response.status} of ${new URL(url).pathname}: ${problemText(body)}`);
  return frameFrom(query, body);
}

/** The request that a query makes. */
export function requestOf(
  { url, url_options }: InfinityQuery,
  { baseUrl, range, interpolate = (text) => text, signal }: InfinityContext,
): { url: string; init: RequestInit } {
  const filled = (text: string): string => replaceTimeMacros(interpolate(text), range);
  const target = new URL(baseUrl + filled(url));
  for (const { key, value } of url_options.params) target.searchParams.append(key, filled(value));
  const init: RequestInit = { method: url_options.method, headers: { accept: 'application/json' } };
  if (signal) init.signal = signal;
  if (url_options.method === 'POST') {
    init.headers = { ...init.headers, 'content-type': url_options.body_content_type ?? 'text/plain' };
    init.body = filled(url_options.data ?? '');
  }
  return { url: target.href, init };
}

/** The frame of an answer; no rows give a frame without fields, which a panel shows as "No data". */
export function frameFrom({ refId, root_selector, columns, format }: InfinityQuery, body: unknown): Frame {
  const root = valueAt(body, root_selector);
  const rows: readonly unknown[] = Array.isArray(root) ? root : root === undefined || root === null ? [] : [root];
  if (rows.length === 0) return frameOf(refId, []);
  const fields = columns.map((column): FrameField => ({
    name: column.text || column.selector,
    type: FIELD_TYPES[column.type],
    config: {},
    values: rows.map((row) => cellOf(column, valueAt(row, column.selector))),
  }));
  const frame = frameOf(refId, fields);
  return format === 'timeseries' ? longToWide(frame) : frame;
}

/** What stands at dotted names: the part of gjson that JSONata reads alike. */
export function valueAt(value: unknown, selector: string): unknown {
  if (selector === '') return value;
  return selector
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      value,
    );
}

function cellOf({ selector, type }: InfinityColumn, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'number':
      if (typeof value === 'number') return value;
      if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
      break;
    case 'timestamp':
      if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return Date.parse(value);
      break;
    case 'timestamp_epoch':
      if (typeof value === 'number') return value;
      break;
    case 'timestamp_epoch_s':
      if (typeof value === 'number') return value * 1000;
      break;
  }
  throw new Error(`${selector} is no ${type}: ${JSON.stringify(value)?.slice(0, 80)}`);
}

function problemText(body: unknown): string {
  const { title, detail } = (body ?? {}) as { title?: unknown; detail?: unknown };
  const words = [title, detail].filter((text) => typeof text === 'string');
  return words.length > 0 ? words.join('. ') : 'no JSON answer';
}
