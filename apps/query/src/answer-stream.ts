/** A large answer as a stream, lot by lot: neither its text nor its making keeps the process from others. */
import { Readable } from 'node:stream';
import type { ScoresAnswer } from './get-scores.handler';
import { scoresCsv } from './scores-csv';

/** Rows that are written at once; an answer with no more is sent whole. */
export const LOT = 1_000;

/** The same text as `JSON.stringify(answer)`. */
export function jsonStream({ meta, rows }: ScoresAnswer): Readable {
  return Readable.from(
    (function* (): Generator<string> {
      yield `{"meta":${JSON.stringify(meta)},"rows":[`;
      for (let start = 0; start < rows.length; start += LOT) {
        const lot = rows.slice(start, start + LOT).map((row) => JSON.stringify(row));
        yield `${start === 0 ? '' : ','}${lot.join(',')}`;
      }
      yield ']}';
    })(),
  );
}

/** The same text as `scoresCsv` of all rows. */
export function csvStream({ meta, rows }: ScoresAnswer): Readable {
  return Readable.from(
    (function* (): Generator<string> {
      const header = scoresCsv([], meta.by);
      yield header;
      for (let start = 0; start < rows.length; start += LOT) {
        yield scoresCsv(rows.slice(start, start + LOT), meta.by).slice(header.length);
      }
    })(),
  );
}
