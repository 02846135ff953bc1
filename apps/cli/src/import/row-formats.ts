/** CSV, TSV and NDJSON as rows. A row that does not fit is a row with a fault: it is counted, and the rest goes on. */
import { pipeline, type Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CliError, EXIT } from '../cli-error';
import type { Mapping } from './mapping';

export interface Row {
  /** 1 for the first row of data; row 0 has the names of the columns. */
  readonly number: number;
  readonly fields: ReadonlyMap<string, string>;
  /** A code of what makes the whole row unreadable. */
  readonly fault?: 'surplus_fields' | 'no_json_object';
}

/** A quote that is never closed takes in the rest of the file: it is told here, before the memory is full. */
const LONGEST_RECORD_BYTES = 1 << 20;

/**
 * Rows of delimited text. Missing fields at a row's end are empty; surplus ones that hold something make its fields doubtful, since
 * most often a delimiter stands in a text.
 * @throws CliError where two columns have one name
 */
export async function* delimitedRows(text: Readable, format: Mapping['file']): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: format.delimiter ?? (format.format === 'tsv' ? '\t' : ','),
    quote: format.quote === undefined ? (format.format === 'tsv' ? null : '"') : format.quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD_BYTES,
    bom: true,
  });
  pipeline(text, parser, () => undefined);
  let header: readonly string[] | undefined;
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    if (!header) {
      header = columnNames(record);
      yield { number: 0, fields: new Map(header.map((name) => [name, ''])) };
      continue;
    }
    number += 1;
    const fields = new Map(header.map((name, column) => [name, (record[column] ?? '').trim()]));
    const isSurplus = record.slice(header.length).some((field) => field.trim() !== '');
    yield { number, fields, ...(isSurplus ? { fault: 'surplus_fields' } : {}) };
  }
}

/** Columns without a name cannot be read by a mapping, and so may be many. */
function columnNames(record: readonly string[]): readonly string[] {
  const names = record.map((name) => name.trim());
  const twice = new Set(names.filter((name, column) => name !== '' && names.indexOf(name) !== column));
  if (twice.size === 0) return names;
  throw new CliError(
    `The file has several columns of one name, and a mapping could not tell them apart: ${[...twice].join(', ')}.`,
    EXIT.usage,
  );
}

/** Rows of JSON objects, one a line. The columns are the fields of the first that can be read. */
export async function* ndjsonRows(text: Readable): AsyncGenerator<Row> {
  let isHeaded = false;
  let number = 0;
  for await (const line of linesOf(text)) {
    const fields = fieldsOf(line);
    if (!isHeaded && fields) {
      yield { number: 0, fields };
      isHeaded = true;
    }
    number += 1;
    yield fields ? { number, fields } : { number, fields: new Map(), fault: 'no_json_object' };
  }
}

/** Lines with something in them. */
async function* linesOf(text: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text as AsyncIterable<string | Buffer>) {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_RECORD_BYTES) throw new Error('a line is longer than 1 MiB');
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

function fieldsOf(line: string): Map<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? flatten(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Fields of nested objects under their dotted path. */
function flatten(value: object, prefix = ''): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null)
      for (const [name, text] of flatten(inner as object, `${prefix}${key}.`)) fields.set(name, text);
    else if (inner !== null && inner !== undefined)
      fields.set(prefix + key, String(inner as string | number | boolean));
  }
  return fields;
}
