/** Reads and operations on a running platform. */
import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { authorization } from '../authorization';
import { CliError, EXIT } from '../cli-error';
import { endpointOf } from '../endpoint';

export interface PlatformStatus {
  readonly version: string;
  readonly time_zone: string;
  readonly log: { readonly events: number };
  readonly projectors: readonly {
    readonly name: string;
    readonly state: string;
    readonly cause?: string;
    readonly rebuild?: { readonly family: string; readonly done: number; readonly total: number };
    readonly projected: number;
  }[];
  readonly lag: { readonly events: number; readonly seconds: number | null };
  readonly freshness_s: number | null;
  readonly dead_letters: number | null;
  readonly clickhouse: { readonly reachable: boolean };
}

export interface ScoreSummary {
  readonly group: Readonly<Record<string, string>>;
  readonly level: string;
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
  readonly coverage: number;
  readonly status: string;
}

const POLL_MS = 200;

/** The platform was reached, and the connection ended without an answer: what was asked for may have been done. */
export class ConnectionBroken extends CliError {
  constructor(url: string, reason: string) {
    super(`The connection to ${url} broke before an answer came (${reason}).`, EXIT.gateway);
  }
}

/** The platform answered, and would not do it. */
export class PlatformRefusal extends CliError {
  /** @param errors each cause with its place */
  constructor(
    readonly status: number,
    title: string,
    detail: string,
    readonly errors: readonly { readonly pointer: string; readonly message: string }[],
  ) {
    super(`The platform refused: ${title}. ${detail}`, status === 400 ? EXIT.usage : EXIT.gateway);
  }
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: PlatformRefusal['errors'];
}

/** What is sent with a request. */
interface Body {
  readonly mediaType: string;
  readonly text: string;
}

export class PlatformClient {
  /** @param url base address, e.g. http://127.0.0.1:3000 */
  constructor(readonly url: string) {}

  status(): Promise<PlatformStatus> {
    return this.call<PlatformStatus>('GET', '/api/v1/status');
  }

  async scores(query: string): Promise<readonly ScoreSummary[]> {
    return (await this.call<{ rows: ScoreSummary[] }>('GET', `/api/v1/scores?${query}`)).rows;
  }

  rebuild(families: readonly string[]): Promise<{ readonly families: readonly string[]; readonly seconds: number }> {
    return this.call('POST', `/api/v1/rebuilds?family=${families.map(encodeURIComponent).join(',')}`);
  }

  /** Resolves when everything accepted so far is in the scores. */
  async caughtUp(onStatus: (status: PlatformStatus) => void = () => undefined): Promise<PlatformStatus> {
    for (;;) {
      const status = await this.status();
      onStatus(status);
      const isRunning = status.projectors.length > 0 && status.projectors.every(({ state }) => state === 'running');
      if (status.lag.events === 0 && isRunning) return status;
      await pause(POLL_MS);
    }
  }

  /** @throws PlatformRefusal; ConnectionBroken where the platform was reached and did not answer; CliError where it was not */
  async call<Answer>(method: 'GET' | 'POST', path: string, body?: Body): Promise<Answer> {
    const { status, text } = await this.exchange(method, path, body);
    const answer = objectIn<Answer & Problem>(text);
    if (answer && status >= 200 && status < 300) return answer;
    if (answer) {
      throw new PlatformRefusal(status, answer.title ?? String(status), answer.detail ?? '', answer.errors ?? []);
    }
    throw new CliError(
      `What answers at ${this.url} is no platform (status ${status}, no JSON). Name another address with --to.`,
      EXIT.gateway,
    );
  }

  /** Without a limit of time, unlike fetch, which gives up after 5 minutes: a rebuild answers when it is done. */
  private exchange(method: 'GET' | 'POST', path: string, body?: Body): Promise<{ status: number; text: string }> {
    const endpoint = endpointOf(this.url, path);
    return new Promise((resolve, reject) => {
      let isConnected = false;
      const fail = (error: NodeJS.ErrnoException): void => {
        const reason = error.code ?? error.message;
        reject(isConnected ? new ConnectionBroken(this.url, reason) : notReached(this.url, reason));
      };
      const request = (endpoint.protocol === 'https:' ? https : http).request(
        endpoint,
        // A connection of its own each, so that none is found closed that was kept.
        {
          method,
          agent: false,
          headers: {
            ...authorization(),
            ...(body ? { 'content-type': body.mediaType, 'content-length': Buffer.byteLength(body.text) } : {}),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', fail);
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
          );
        },
      );
      request.once('socket', (socket) => socket.once('connect', () => (isConnected = true)));
      request.once('error', fail);
      request.end(body?.text);
    });
  }
}

function notReached(url: string, reason: string): CliError {
  return new CliError(
    `No platform answers at ${url} (${reason}). Start it with "npm start", or name another with --to.`,
    EXIT.gateway,
  );
}

function objectIn<Answer>(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
