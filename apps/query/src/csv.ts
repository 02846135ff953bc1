/** Tables as CSV (RFC 4180), harmless in a spreadsheet. */

export type CsvRecord = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A header line, then a line a record; lines end with CR LF. */
export function csvTable(columns: readonly string[], records: readonly CsvRecord[]): string {
  const lines = records.map((record) => columns.map((column) => csvField(record[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** Quoted where needed; text that a spreadsheet would take for a formula is defused with an apostrophe. */
function csvField(value: CsvRecord[string]): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
