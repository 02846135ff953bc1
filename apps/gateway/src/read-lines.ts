/** Splits a byte stream into lines in constant memory, for NDJSON bodies of any length. */

const NEWLINE = 0x0a;

/** A line's text; undefined for one that was longer than may be, whose bytes are dropped. */
export type Line = string | undefined;

/** Yields the lines of `chunks` without their line ends, a chunk's worth at a time; blank lines are left out. */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<Line[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const finish = (lines: Line[], chunk: Buffer, start: number, end: number): void => {
    const bytes = restBytes + end - start;
    if (bytes > maxLineBytes) lines.push(undefined);
    else if (restBytes === 0) pushUnlessBlank(lines, chunk.toString('utf8', start, end));
    else pushUnlessBlank(lines, Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8'));
    rest = [];
    restBytes = 0;
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      finish(lines, chunk, start, end);
      start = end + 1;
    }
    const part = chunk.subarray(start);
    restBytes += part.length;
    // Of a line that is too long already only the length is kept.
    if (restBytes > maxLineBytes) rest = [];
    else if (part.length > 0) rest.push(part);
    if (lines.length > 0) yield lines;
  }
  const last: Line[] = [];
  finish(last, Buffer.alloc(0), 0, 0);
  if (last.length > 0) yield last;
}

function pushUnlessBlank(lines: Line[], line: string): void {
  if (line.trim() !== '') lines.push(line);
}
