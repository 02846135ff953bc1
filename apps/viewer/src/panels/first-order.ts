/** The order in which a table stands before anybody clicks: rows without a number last, whichever way the others go. */
import { type DataFrame, type Field, getFieldDisplayName } from '@grafana/data';
import type { TableSortByFieldState } from '@grafana/schema';

export function inFirstOrder(frame: DataFrame, [sortBy]: readonly TableSortByFieldState[]): DataFrame {
  const field = frame.fields.find((one) => getFieldDisplayName(one, frame) === sortBy?.displayName);
  if (field === undefined) return frame;
  const direction = sortBy?.desc ? -1 : 1;
  const order = Array.from({ length: frame.length }, (_, row) => row).sort((a, b) => {
    const [one, other] = [field.values[a] as number | null, field.values[b] as number | null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * (one - other);
  });
  const fields = frame.fields.map((one): Field => {
    const { getLinks } = one;
    return {
      ...one,
      values: order.map((row) => one.values[row] as unknown),
      // Links are made from the frame as it came.
      ...(getLinks && {
        getLinks: ({ valueRowIndex, ...config }) =>
          getLinks({ ...config, ...(valueRowIndex === undefined ? {} : { valueRowIndex: order[valueRowIndex] ?? 0 }) }),
      }),
    };
  });
  return { ...frame, fields };
}
