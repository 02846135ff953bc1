/** Reads and operations on a running platform. */
import { setTimeout as pause } from 'node:timers/promises';
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
  readonly dead_letters: number;
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

  private async call<Answer>(method: 'GET' | 'POST', path: string): Promise<Answer> {
    const token = process.env['ACCESS_TOKEN'];
    const response = await fetch(endpointOf(this.url, path), {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }).catch((error: unknown) => {
      throw new CliError(
        `No platform answers at ${this.url}. Start it with "npm start", or name another with --to.`,
        EXIT.gateway,
        { cause: error },
      );
    });
    const answer = (await response.json()) as Answer & { readonly title?: string; readonly detail?: string };
    if (response.ok) return answer;
    throw new CliError(
      `The platform refused: ${answer.title ?? response.statusText}. ${answer.detail ?? ''}`,
      EXIT.gateway,
    );
  }
}
