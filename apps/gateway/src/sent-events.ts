/** The three media types of api.md as one stream of sent events: one event, a batch, or NDJSON. */
import { Problem } from '@plumbline/problem';
import type { SentEvent } from './ingest-events.handler';
import { readText } from './read-body';
import { type Line, readLines } from './read-lines';

export const EVENT_MEDIA_TYPE = 'application/cloudevents+json';
export const BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json';
export const STREAM_MEDIA_TYPE = 'application/x-ndjson';

export const MAX_EVENT_BYTES = 1 << 20;
export const MAX_BATCH_BYTES = 64 << 20;

export async function* sentEvents(mediaType: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<SentEvent[]> {
  if (mediaType === STREAM_MEDIA_TYPE) {
    for await (const lines of readLines(chunks, MAX_EVENT_BYTES)) yield lines.map(parseLine);
  } else if (mediaType === BATCH_MEDIA_TYPE) {
    const batch = parseBody(await readText(chunks, MAX_BATCH_BYTES));
    if (!Array.isArray(batch)) throw malformed('A batch is a JSON array of events.');
    yield batch.map((event: unknown) => ({ event }));
  } else {
    yield [{ event: parseBody(await readText(chunks, MAX_EVENT_BYTES)) }];
  }
}

/**
 * A body that is one JSON object.
 * @throws Problem 400 where it is none, 413 where it is larger than `maxBytes` after inflating
 */
export async function readJson(
  chunks: AsyncIterable<Buffer> | undefined,
  maxBytes: number,
): Promise<Record<string, unknown>> {
  const body = chunks && parseBody(await readText(chunks, maxBytes));
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw malformed('Send one JSON object, as application/json.');
}

function parseLine(line: Line): SentEvent {
  if (line === undefined) {
    return { unreadable: 'line_too_long', message: `The line is longer than ${MAX_EVENT_BYTES} bytes.` };
  }
  try {
    return { event: JSON.parse(line) as unknown };
  } catch {
    const message = 'The line is not JSON. Send one event a line, without line breaks inside.';
    return { unreadable: 'malformed_json', message };
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed('The body is not JSON.');
  }
}

function malformed(detail: string): Problem {
  return new Problem({
    status: 400,
    code: 'malformed_json',
    title: 'The body cannot be read',
    detail,
    errors: [{ pointer: '', code: 'malformed_json', message: detail }],
  });
}
