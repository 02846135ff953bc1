/**
 * Posts events to a gateway's POST /api/v1/events as any producer would: in NDJSON requests, a few on the way at once,
 * each kept until it is answered, so that it can be sent again (repeats do no harm: source and id make them duplicates).
 */
import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants as zlibConstants, gzip as gzipCallback } from 'node:zlib';
import { authorization } from './authorization';
import { CliError, EXIT } from './cli-error';
import { endpointOf } from './endpoint';

const gzip = promisify(gzipCallback);

/** Why the gateway refused one event: a JSON pointer into the event, a stable code, a sentence. */
export interface GatewayViolation {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** One event that was not newly accepted; `index` counts from 0 within what was posted by the same call. */
export interface GatewayResult {
  readonly index: number;
  readonly id?: string;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly errors?: readonly GatewayViolation[];
}

/** The gateway's answer to one request. */
export interface GatewayAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly results: readonly GatewayResult[];
}

/** Answers added up. An event accepted by an attempt that then failed is a duplicate of its repetition, and counted so. */
export interface PostTotals {
  readonly posted: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** Told while posting: every answer as it comes, and every refused event. */
export interface PostObserver {
  onAnswer?(totals: PostTotals): void;
  onRejected?(result: GatewayResult): void;
}

export interface GatewayClientOptions {
  /** Told before each wait for a gateway that is busy or away. */
  readonly onRetry?: (reason: string, waitSeconds: number) => void;
  /** Waits; replaced in tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** As many events as one answer lists by name, so that no refusal goes untold. */
export const EVENTS_PER_REQUEST = 1_000;
const REQUESTS_IN_FLIGHT = 2;
const ATTEMPTS = 10;
const FIRST_WAIT_SECONDS = 0.5;
const LONGEST_WAIT_SECONDS = 30;
const SILENCE_LIMIT_MS = 120_000;
const BUSY = new Set([429, 502, 503, 504, 507]);

/** A connection to one gateway. Close it when done: kept-alive sockets hold the process. */
export class GatewayClient {
  private readonly endpoint: URL;
  private readonly transport: typeof http | typeof https;
  private readonly agent: http.Agent;
  private readonly compress: boolean;
  private readonly wait: (milliseconds: number) => Promise<unknown>;
  private hasAnswered = false;

  /** @param url base address of the platform, such as `http://127.0.0.1:3000` */
  constructor(
    private readonly url: string,
    private readonly options: GatewayClientOptions = {},
  ) {
    this.endpoint = endpointOf(url, '/api/v1/events');
    this.transport = this.endpoint.protocol === 'https:' ? https : http;
    this.agent = new this.transport.Agent({ keepAlive: true, maxSockets: REQUESTS_IN_FLIGHT });
    this.compress = !isLoopback(this.endpoint.hostname);
    this.wait = options.wait ?? pause;
  }

  /**
   * Posts events of any number, reading on only as answers come in (back-pressure): memory holds a few requests.
   * @throws CliError (exit code `EXIT.gateway`) where the gateway cannot be reached, stays busy, or refuses a request whole
   */
  async postAll(events: Iterable<object> | AsyncIterable<object>, observer: PostObserver = {}): Promise<PostTotals> {
    let totals: PostTotals = { posted: 0, accepted: 0, duplicates: 0, rejected: 0 };
    let firstIndex = 0;
    let request: object[] = [];
    const inFlight: Promise<void>[] = [];

    const send = async (): Promise<void> => {
      const sent = request;
      const offset = firstIndex;
      firstIndex += sent.length;
      request = [];
      if (inFlight.length >= REQUESTS_IN_FLIGHT) await inFlight.shift();
      const answered = this.post(sent).then((answer) => {
        totals = added(totals, sent.length, answer);
        for (const result of answer.results) {
          if (result.status === 'rejected') observer.onRejected?.({ ...result, index: offset + result.index });
        }
        observer.onAnswer?.(totals);
      });
      answered.catch(() => undefined); // reported where it is awaited
      inFlight.push(answered);
    };

    for await (const event of events) {
      request.push(event);
      if (request.length >= EVENTS_PER_REQUEST) await send();
    }
    if (request.length > 0) await send();
    await Promise.all(inFlight);
    return totals;
  }

  /** Posts at most EVENTS_PER_REQUEST events in one request, again and again until it is answered. Errors as `postAll`. */
  async post(events: readonly object[]): Promise<GatewayAnswer> {
    const body = await this.encode(events);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.send(body);
      if ('answer' in outcome) return outcome.answer;
      if (attempt >= ATTEMPTS) {
        throw new CliError(
          `The gateway at ${this.url} did not take the events: ${outcome.reason} Given up after ${ATTEMPTS} attempts.`,
          EXIT.gateway,
        );
      }
      const backOffSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), LONGEST_WAIT_SECONDS);
      const waitSeconds = outcome.retryAfterSeconds ?? backOffSeconds;
      this.options.onRetry?.(outcome.reason, waitSeconds);
      await this.wait(waitSeconds * 1_000);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async encode(events: readonly object[]): Promise<Buffer> {
    const text = Buffer.from(events.map((event) => JSON.stringify(event)).join('\n'));
    return this.compress ? gzip(text, { level: zlibConstants.Z_BEST_SPEED }) : text;
  }

  private async send(
    body: Buffer,
  ): Promise<{ answer: GatewayAnswer } | { reason: string; retryAfterSeconds?: number }> {
    let response: Response;
    try {
      response = await this.exchange(body);
    } catch (error) {
      // Before the first answer a refused connection is a wrong address or a platform not started; later it is a restart.
      if (!this.hasAnswered) {
        throw new CliError(
          `No gateway answers at ${this.url} (${reasonOf(error)}). Start the platform with "npm start", or name another with --to.`,
          EXIT.gateway,
        );
      }
      return { reason: `connection lost (${reasonOf(error)}).` };
    }
    this.hasAnswered = true;
    const { status, text } = response;
    if (BUSY.has(status)) {
      const retryAfterSeconds = secondsOf(response.retryAfter);
      return {
        reason: `${status} ${problemIn(text)}`,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      };
    }
    const answer = answerIn(text);
    if (answer) return { answer };
    throw new CliError(`The gateway at ${this.url} refused a request: ${status} ${problemIn(text)}`, EXIT.gateway);
  }

  private exchange(body: Buffer): Promise<Response> {
    return new Promise((resolve, reject) => {
      const request = this.transport.request(
        this.endpoint,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            ...authorization(),
            'content-type': 'application/x-ndjson',
            'content-length': body.length,
            ...(this.compress ? { 'content-encoding': 'gzip' } : {}),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            const text = Buffer.concat(parts).toString('utf8');
            resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text });
          });
        },
      );
      request.setTimeout(SILENCE_LIMIT_MS, () =>
        request.destroy(new Error(`no answer in ${SILENCE_LIMIT_MS / 1_000} s`)),
      );
      request.once('error', reject);
      request.end(body);
    });
  }
}

interface Response {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** On the machine itself compressing costs more time than it saves. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const instant = Date.parse(retryAfter);
  return Number.isNaN(instant) ? undefined : Math.max(0, (instant - Date.now()) / 1_000);
}

function answerIn(text: string): GatewayAnswer | undefined {
  const answer = parsed(text) as Partial<GatewayAnswer> | undefined;
  return typeof answer?.accepted === 'number' && Array.isArray(answer.results) ? (answer as GatewayAnswer) : undefined;
}

function problemIn(text: string): string {
  const problem = parsed(text) as { title?: unknown; detail?: unknown } | undefined;
  const said = [problem?.title, problem?.detail].filter((part) => typeof part === 'string');
  return said.length > 0 ? `${said.join(': ')}` : text.slice(0, 200);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

function added(totals: PostTotals, posted: number, answer: GatewayAnswer): PostTotals {
  return {
    posted: totals.posted + posted,
    accepted: totals.accepted + answer.accepted,
    duplicates: totals.duplicates + answer.duplicates,
    rejected: totals.rejected + answer.rejected,
  };
}
