/** The part of the Infinity data source's query model that our dashboards use: JSON from a URL, read by the backend parser. */

export const INFINITY_TYPE = 'yesoreyeram-infinity-datasource';

export const COLUMN_TYPES = [
  'string',
  'number',
  'boolean',
  'timestamp',
  'timestamp_epoch',
  'timestamp_epoch_s',
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export const FORMATS = ['table', 'timeseries', 'dataframe'] as const;
export type InfinityFormat = (typeof FORMATS)[number];

export interface InfinityColumn {
  /** Dotted names below a row, such as `group.branch`. */
  readonly selector: string;
  readonly text: string;
  readonly type: ColumnType;
}

export interface InfinityQuery {
  readonly refId: string;
  readonly hide?: boolean;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly type: 'json';
  readonly parser: 'backend';
  readonly source: 'url';
  readonly format: InfinityFormat;
  /** Appended to the data source's base URL as it stands. */
  readonly url: string;
  readonly url_options: {
    readonly method: 'GET' | 'POST';
    readonly params: readonly { readonly key: string; readonly value: string }[];
    readonly body_type?: 'raw';
    readonly body_content_type?: 'application/json';
    readonly data?: string;
  };
  /** Dotted names below the answer; empty: the answer itself. */
  readonly root_selector: string;
  readonly columns: readonly InfinityColumn[];
}

/** What a query variable holds: a query, and which columns are shown and sent. */
export interface InfinityVariableQuery {
  readonly queryType: 'infinity';
  readonly refId: string;
  readonly meta: { readonly textField: string; readonly valueField: string };
  readonly infinityQuery: InfinityQuery;
}

export function isInfinityQuery(target: { readonly datasource?: { readonly type?: string } }): boolean {
  return target.datasource?.type === INFINITY_TYPE;
}
