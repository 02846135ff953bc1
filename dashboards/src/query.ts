/** Infinity queries against our API, as builders that the SDK's panels take. */
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  type ColumnType,
  INFINITY_TYPE,
  type InfinityQuery,
  type InfinityVariableQuery,
} from '@plumbline/grafana-sdk-mocks';

export const DATA_SOURCE = { type: INFINITY_TYPE, uid: 'sq-api' };

/** A column: dotted names in the answer, the name it is shown under, its type. */
export type Column = readonly [selector: string, text: string, type?: ColumnType];

export interface QuerySpec {
  readonly url: string;
  /** Below the answer. */
  readonly root: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
  readonly format?: InfinityQuery['format'];
  /** Whether it asks for the dashboard's time range. */
  readonly timed?: boolean;
}

/** The time range as the API takes it; macros of the backend, since alert rules have no browser. */
const RANGE = [
  { key: 'from', value: '${__timeFrom:date:iso}' },
  { key: 'to', value: '${__timeTo:date:iso}' },
];

export function infinityQuery(refId: string, spec: QuerySpec): InfinityQuery {
  const params = Object.entries(spec.params ?? {}).map(([key, value]) => ({ key, value }));
  return {
    refId,
    datasource: DATA_SOURCE,
    type: 'json',
    parser: 'backend',
    source: 'url',
    format: spec.format ?? 'table',
    url: spec.url,
    url_options: { method: 'GET', params: [...(spec.timed === false ? [] : RANGE), ...params] },
    root_selector: spec.root,
    columns: spec.columns.map(([selector, text, type = 'number']) => ({ selector, text, type })),
  };
}

/** For `withTarget`. The SDK marks queries by a function, which JSON leaves out. */
export function target(refId: string, spec: QuerySpec): Builder<Dataquery> {
  return { build: () => ({ ...infinityQuery(refId, spec), _implementsDataqueryVariant: () => undefined }) };
}

export function variableQuery(spec: QuerySpec, textField: string, valueField: string): InfinityVariableQuery {
  return {
    queryType: 'infinity',
    refId: 'variable',
    meta: { textField, valueField },
    infinityQuery: infinityQuery('variable', { timed: false, ...spec }),
  };
}
