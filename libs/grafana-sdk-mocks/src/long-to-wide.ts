/** Long frame to wide, as LongToWide of Grafana's Go SDK: a series per number column and combination of labels. */
import { type FrameField, frameOf, type Frame } from './frame';

/**
 * A frame that is not long (no time, no string, or no number), or whose times descend anywhere, comes back as it is: the
 * Infinity backend drops the error too, which is why a panel "looks wrong" then and an alert rule fails.
 */
export function longToWide(frame: Frame): Frame {
  const time = frame.fields.find(({ type }) => type === 'time');
  const labelFields = frame.fields.filter(({ type }) => type === 'string' || type === 'boolean');
  const numbers = frame.fields.filter(({ type }) => type === 'number');
  if (!time || numbers.length === 0 || labelFields.length === 0 || !ascends(time.values)) return frame;

  const times = [...new Set(time.values)];
  const rowOfTime = new Map(times.map((value, row) => [value, row]));
  const series = new Map<string, FrameField & { values: unknown[] }>();
  for (let row = 0; row < frame.length; row += 1) {
    const labels = Object.fromEntries(labelFields.map(({ name, values }) => [name, textOf(values[row])]));
    for (const { name, config, values } of numbers) {
      const key = JSON.stringify([name, labels]);
      let field = series.get(key);
      if (!field) {
        field = { name, type: 'number', labels, config, values: Array<unknown>(times.length).fill(null) };
        series.set(key, field);
      }
      field.values[rowOfTime.get(time.values[row]) as number] = values[row];
    }
  }
  const byLabels = [...series.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
  return frameOf(frame.refId, [{ ...time, values: times }, ...byLabels]);
}

/** Whether all are instants and none comes before the one ahead of it. */
export function ascends(times: readonly unknown[]): boolean {
  return times.every((time, row) => typeof time === 'number' && (row === 0 || time >= (times[row - 1] as number)));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
