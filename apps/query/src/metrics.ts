/** The platform's figures under Prometheus names. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { StatusAnswer } from './get-status.handler';

export class Metrics {
  private readonly registry = new Registry();
  private readonly logEvents = this.gauge('plumbline_log_events', 'Events in the log');
  private readonly lagEvents = this.gauge('plumbline_projector_lag_events', 'Events accepted but not yet projected');
  private readonly freshness = this.gauge(
    'plumbline_projector_freshness_seconds',
    'Seconds by which scores trail accepted events',
  );
  private readonly projected = this.gauge('plumbline_projector_projected_events', 'Events projected since the start');
  private readonly deadLetters = this.gauge('plumbline_dead_letters', 'Records that could not be projected');
  private readonly clickHouse = this.gauge('plumbline_clickhouse_up', 'Whether ClickHouse answers');

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  render(status: StatusAnswer): Promise<string> {
    this.logEvents.set(status.log.events);
    this.lagEvents.set(status.lag.events);
    this.freshness.set(status.freshness_s);
    this.projected.set(status.projector.projected);
    this.deadLetters.set(status.dead_letters);
    this.clickHouse.set(Number(status.clickhouse.reachable));
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
