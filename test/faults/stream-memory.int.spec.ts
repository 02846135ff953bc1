/** A stream of 200 MB in one request: memory stays flat, and every event is answered for. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { Readable } from 'node:stream';
import { event } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

const STREAM_BYTES = 200 * 2 ** 20;
const WARM_UP_BYTES = 40 * 2 ** 20;
const MOST_GROWTH_BYTES = 256 * 2 ** 20;

/** Memory of its own: the pages of the log that the system maps in are the file cache’s, and given back when wanted. */
function residentBytes(pid: number): number {
  const line = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}

describe('a stream of any length', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  it('given 200 MB of NDJSON in one request, then memory stays flat', async () => {
    let bytes = 0;
    let lines = 0;
    let warm = 0;
    let most = 0;
    function* stream(): Generator<string> {
      while (bytes < STREAM_BYTES) {
        let block = '';
        for (let index = 0; index < 500; index += 1) {
          lines += 1;
          block += `${JSON.stringify(event('visit.arrived', '2026-03-02T09:00:00+08:00', { visit_id: `stream-${lines}`, channel: 'onsite', service_item_code: 'deposit' }))}\n`;
        }
        bytes += block.length;
        const resident = residentBytes(platform.pid);
        if (bytes < WARM_UP_BYTES) warm = Math.max(warm, resident);
        else most = Math.max(most, resident);
        yield block;
      }
    }
    const answer = await new Promise<string>((resolve, reject) => {
      const request = http.request(
        new URL('/api/v1/events', platform.url),
        { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } },
        (response) => {
          let text = '';
          response.on('data', (part) => (text += String(part)));
          response.on('end', () => resolve(text));
        },
      );
      request.on('error', reject);
      Readable.from(stream()).pipe(request);
    });
    console.log(
      `resident memory: ${Math.round(warm / 2 ** 20)} MiB after the first 40 MB, at most ${Math.round(most / 2 ** 20)} MiB after`,
    );
    expect(JSON.parse(answer)).toMatchObject({ accepted: lines, rejected: 0 });
    expect(most - warm).toBeLessThan(MOST_GROWTH_BYTES);
  }, 240_000);
});
