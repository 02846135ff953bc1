// Settings and query parameters as one SET statement, run on a connection that only this request uses.

/** Name and value, both as they came over HTTP. */
export type Assignment = readonly [name: string, value: string];

/**
 * What a ClickHouse server's default profile has and chDB's does not (it starts as clickhouse-local does):
 * given to every connection as it opens, so that `SET x = DEFAULT` is the only way to lose them.
 */
export const SERVER_PROFILE: Readonly<Record<string, string>> = {
  // 64-bit integers as strings in JSON: JavaScript's numbers cannot hold them.
  output_format_json_quote_64bit_integers: '1',
  // An acknowledged insert is in the table. (Its default became 1 in 26.x.)
  async_insert: '0',
  // `1 + 1` is not a query.
  implicit_select: '0',
  allow_introspection_functions: '0',
};

// The engine refuses longer statements unless told otherwise; values may be larger than any statement.
const DEFAULT_MAX_QUERY_SIZE = 262_144;

/**
 * The SET statements that prepare a connection for one query: parameters (`SET param_x`, the engine's own substitution, which keeps
 * them in the connection: chDB's other way, one call with values, is documented as unsafe across connections), then settings,
 * `readonly` last since nothing can be set after it.
 * @param settings names already checked by {@link isSettingName}
 * @param parameters values as ClickHouse's HTTP interface takes them: escaped as in TabSeparated
 */
export function setStatements(settings: readonly Assignment[], parameters: readonly Assignment[]): string[] {
  const ordered = [...settings].sort(([a], [b]) => Number(a === 'readonly') - Number(b === 'readonly'));
  const assignments = [
    ...parameters.map(([name, value]) => `param_${name} = ${quoteString(value)}`),
    ...ordered.map(([name, value]) => `${name} = ${quoteString(value)}`),
  ];
  if (assignments.length === 0) return [];
  const statement = `SET ${assignments.join(', ')}`;
  if (Buffer.byteLength(statement) < DEFAULT_MAX_QUERY_SIZE) return [statement];
  const [first = '', ...rest] = assignments;
  return [
    `SET max_query_size = ${Buffer.byteLength(statement) + DEFAULT_MAX_QUERY_SIZE}`,
    // Reset ahead of the client's settings, one of which may be max_query_size itself.
    `SET max_query_size = DEFAULT, ${[first, ...rest].join(', ')}`,
  ];
}

/** A string literal that stands for exactly these characters. */
export function quoteString(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replace(/\0/g, '\\0')}'`;
}

/** Whether a name can stand in SET without quotes; anything else cannot be a setting or a parameter. */
export function isSettingName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
