/** One request over a kept connection, and its whole answer as bytes. */
import http from 'node:http';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders | undefined;
  readonly body?: Buffer | undefined;
}

const agent = new http.Agent({ keepAlive: true });

/** @throws Error where the answer is none of success */
export function exchange(
  url: string,
  { method, path, headers, body }: Asked,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const kept = Object.fromEntries(Object.entries(headers ?? {}).filter(([, value]) => value !== undefined));
    const request = http.request(new URL(path, url), { method, agent, headers: kept }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const answer = { status: response.statusCode ?? 0, body: Buffer.concat(parts) };
        if (answer.status < 300) resolve(answer);
        else reject(new Error(`${method} ${path}: ${answer.status} ${answer.body.toString('utf8').slice(0, 500)}`));
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // A kept connection may be closed by the other side just as it is taken.
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(exchange(url, { method, path, headers, body }));
      else reject(error);
    });
    request.end(body);
  });
}
