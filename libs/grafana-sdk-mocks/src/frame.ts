/** Data frames as plain objects, in the shape of @grafana/data's DataFrame: columns of equal length. */

export type FieldType = 'time' | 'number' | 'string' | 'boolean';

export interface FrameField {
  readonly name: string;
  readonly type: FieldType;
  /** Tells series of one wide frame apart. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, unknown>>;
  /** Times are milliseconds since 1970. */
  readonly values: readonly unknown[];
}

export interface Frame {
  readonly refId: string;
  readonly fields: readonly FrameField[];
  /** Number of rows. */
  readonly length: number;
}

export function frameOf(refId: string, fields: readonly FrameField[]): Frame {
  return { refId, fields, length: fields[0]?.values.length ?? 0 };
}

/** Rows as records by field name; of a wide frame only the last field of a name. */
export function recordsOf({ fields, length }: Frame): Record<string, unknown>[] {
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(fields.map(({ name, values }) => [name, values[row] ?? null])),
  );
}
