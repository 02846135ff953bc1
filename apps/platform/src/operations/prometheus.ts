/** Figures in Prometheus' text format, beside those of the process itself. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Figure } from './probe';

const processRegistry = new Registry();
collectDefaultMetrics({ register: processRegistry });

export const PROMETHEUS_MEDIA_TYPE = processRegistry.contentType;

export async function renderFigures(figures: readonly Figure[]): Promise<string> {
  const registry = new Registry();
  for (const { name, help, type, value, labels = {} } of figures) {
    const known = registry.getSingleMetric(name);
    if (type === 'counter') {
      const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
      ((known as Counter | undefined) ?? new Counter(options)).inc(labels, value);
    } else {
      const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
      ((known as Gauge | undefined) ?? new Gauge(options)).set(labels, value);
    }
  }
  return Registry.merge([processRegistry, registry]).metrics();
}
