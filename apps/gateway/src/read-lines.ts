/** Splits a byte stream into lines in constant memory, for NDJSON bodies of any length. */
import { Problem } from '@plumbline/problem';

const NEWLINE = 0x0a;

/**
 * Yields the lines of `chunks` without their line ends, a chunk's worth at a time; blank lines are left out.
 * @throws Problem 413 where a line is longer than `maxLineBytes`
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const part = chunk.subarray(start, end);
      const line = restBytes > 0 ? Buffer.concat([...rest, part]) : part;
      assertWithin(line.length, maxLineBytes);
      if (restBytes > 0) {
        rest = [];
        restBytes = 0;
      }
      pushUnlessBlank(lines, line.toString('utf8'));
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restBytes += chunk.length - start;
      assertWithin(restBytes, maxLineBytes);
    }
    if (lines.length > 0) yield lines;
  }
  const last: string[] = [];
  pushUnlessBlank(last, Buffer.concat(rest).toString('utf8'));
  if (last.length > 0) yield last;
}

function pushUnlessBlank(lines: string[], line: string): void {
  if (line.trim() !== '') lines.push(line);
}

function assertWithin(bytes: number, maxLineBytes: number): void {
  if (bytes <= maxLineBytes) return;
  throw new Problem({
    status: 413,
    code: 'line_too_long',
    title: 'A line is too long',
    detail: `A line of the stream is longer than ${maxLineBytes} bytes. Send one event a line.`,
  });
}
