/**
 * Stands between a client and the engine and keeps what the client asks, byte for byte, so that it can be asked again straight on
 * the engine: side by side where it was asked side by side, else one after the other.
 */
import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { exchange } from './http-exchange';

export interface Statement {
  readonly method: string;
  readonly path: string;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly answer: Buffer;
  /** Statements of the same list whose answers were there before it was asked. */
  readonly after: readonly number[];
}

export class StatementRecorder {
  private statements: (Statement & { readonly endedAt: number })[] = [];
  private readonly server = http.createServer((request, response) => void this.pass(request, response));

  private constructor(private readonly engineUrl: string) {}

  static async before(engineUrl: string): Promise<StatementRecorder> {
    const recorder = new StatementRecorder(engineUrl);
    recorder.server.listen(0, '127.0.0.1');
    await once(recorder.server, 'listening');
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  /** What was asked since the last call. */
  take(): readonly Statement[] {
    const taken = this.statements;
    this.statements = [];
    return taken;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const askedAt = performance.now();
    const body: Buffer[] = [];
    for await (const part of request) body.push(part as Buffer);
    const { method = 'POST', url = '/', headers } = request;
    const asked = {
      method,
      path: withoutQueryId(url),
      headers: { ...headers, host: undefined },
      body: Buffer.concat(body),
    };
    const { status, body: answer } = await exchange(this.engineUrl, asked);
    const after = this.statements.flatMap(({ endedAt }, index) => (endedAt <= askedAt ? [index] : []));
    this.statements.push({ ...asked, answer, after, endedAt: performance.now() });
    response.writeHead(status, { 'content-type': 'application/x-ndjson' }).end(answer);
  }
}

/** Asks all again; the answers in the order of the statements. */
export async function replay(statements: readonly Statement[], engineUrl: string): Promise<Buffer[]> {
  const answers: Promise<Buffer>[] = [];
  for (const statement of statements) {
    const earlier = Promise.all(statement.after.map((index) => answers[index] as Promise<Buffer>));
    answers.push(earlier.then(async () => (await exchange(engineUrl, statement)).body));
  }
  return Promise.all(answers);
}

/** Of one run only: the engine takes none twice at once. */
function withoutQueryId(url: string): string {
  return url.replace(/(?<=[?&])query_id=[^&]*&?/, '');
}
