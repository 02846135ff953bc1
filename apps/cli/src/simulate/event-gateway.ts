/** Simulated events posted to a gateway, as any producer would, with the answers added up. */
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayClient, type GatewayResult, type PostTotals } from '../gateway-client';
import type { EventDestination } from './play';

const REFUSALS_TOLD = 5;

export class EventGateway implements EventDestination {
  private readonly client: GatewayClient;
  private before: PostTotals = { posted: 0, accepted: 0, duplicates: 0, rejected: 0 };
  private totals = this.before;
  private readonly refusals: GatewayResult[] = [];

  /** @param signal ends waiting for a gateway that is busy or away */
  constructor(
    private readonly url: string,
    signal: AbortSignal,
  ) {
    this.client = new GatewayClient(url, {
      onRetry: (reason, seconds) =>
        console.error(`The gateway did not take the events: ${reason} Again in ${seconds} s.`),
      wait: (milliseconds) => pause(milliseconds, undefined, { signal }),
    });
  }

  get taken(): number {
    return this.totals.posted;
  }

  get refused(): number {
    return this.totals.rejected;
  }

  /** @throws CliError (exit code `EXIT.gateway`) as GatewayClient does; AbortError where waiting was ended */
  async postAll(events: Iterable<object> | AsyncIterable<object>): Promise<void> {
    await this.client.postAll(events, {
      onAnswer: (totals) => (this.totals = added(this.before, totals)),
      onRejected: (refusal) => this.refusals.length < REFUSALS_TOLD && this.refusals.push(refusal),
    });
    this.before = this.totals;
  }

  summary(): object {
    return { ...this.totals, ...(this.refusals.length > 0 ? { refusals: this.refusals } : {}) };
  }

  inWords(): string {
    const { posted, accepted, duplicates, rejected } = this.totals;
    const [events, taken, repeats, refused] = [posted, accepted, duplicates, rejected].map((n) =>
      n.toLocaleString('en'),
    );
    const reasons = this.refusals.map(
      ({ id, errors }) => `\n  ${id}: ${errors?.map(({ pointer, message }) => `${pointer} ${message}`).join(' ')}`,
    );
    return `${events} events posted to ${this.url}: ${taken} accepted, ${repeats} repeats, ${refused} refused.${reasons.join('')}`;
  }

  async close(): Promise<void> {
    this.client.close();
  }
}

function added(before: PostTotals, more: PostTotals): PostTotals {
  return {
    posted: before.posted + more.posted,
    accepted: before.accepted + more.accepted,
    duplicates: before.duplicates + more.duplicates,
    rejected: before.rejected + more.rejected,
  };
}
