/** The body of a request as bytes: inflated where it came compressed, and bounded where it has to fit in memory. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '@plumbline/problem';

/** The body's bytes; `Content-Encoding: gzip` is taken, any other is refused. */
export function inflated(body: Readable, contentEncoding: string | undefined): AsyncIterable<Buffer> {
  if (contentEncoding === undefined || contentEncoding === 'identity') return body as AsyncIterable<Buffer>;
  if (contentEncoding !== 'gzip') {
    throw new Problem({
      status: 415,
      code: 'unsupported_encoding',
      title: 'Unsupported content encoding',
      detail: `Content-Encoding "${contentEncoding}" is not taken; send gzip or none.`,
    });
  }
  const gunzip = createGunzip();
  body.once('error', (error) => gunzip.destroy(error));
  return reportingDamage(body.pipe(gunzip));
}

async function* reportingDamage(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw new Problem(
      {
        status: 400,
        code: 'damaged_gzip',
        title: 'The compressed body is damaged',
        detail: 'The body could not be inflated as gzip.',
      },
      { cause: error },
    );
  }
}

/**
 * The whole body as text.
 * @throws Problem 413 where it is larger than `maxBytes` after inflating
 */
export async function readText(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new Problem({
        status: 413,
        code: 'body_too_large',
        title: 'The body is too large',
        detail: `The body exceeds ${maxBytes} bytes after inflating. Send it as application/x-ndjson, which may be of any length.`,
      });
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}
