/** Frames as CSV: the numbers as they are, times in ISO 8601, one block a frame. */
import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { isHidden } from '../panels/field-options';

/** Spreadsheets read UTF-8 as such only behind it. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet would compute what begins like this. */
const FORMULA = /^[=+\-@\t\r]/;

export function framesCsv(frames: readonly DataFrame[]): string {
  const blocks = frames
    .filter(({ length }) => length > 0)
    .map((frame) => {
      const fields = frame.fields.filter((field) => !isHidden(field));
      const head = fields.map((field) => cell(getFieldDisplayName(field, frame, [...frames])));
      const rows = Array.from({ length: frame.length }, (_, row) => fields.map((field) => valueCell(field, row)));
      return [head, ...rows].map((cells) => cells.join(',')).join('\r\n');
    });
  return `${BYTE_ORDER_MARK}${blocks.join('\r\n\r\n')}\r\n`;
}

function valueCell({ type, values }: Field, row: number): string {
  const value = values[row] as string | number | boolean | null | undefined;
  if (value === null || value === undefined) return '';
  if (type === FieldType.time) return new Date(value as number).toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : cell(String(value));
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
