/** What is told of the log in figures: its ends, the projectors' lag, and what Kafka's adapter counts. */
import type { KafkaFigures, PartitionEnds } from '@plumbline/event-log';
import { PROJECTOR_GROUP } from '../../../projector/src/projector';
import type { Figure } from './probe';

export function lagFigures(ends: readonly PartitionEnds[]): Figure[] {
  return ends.flatMap(({ partition, low, high, committed }) => {
    const labels = { partition: String(partition) };
    const lag = Number(high - (committed[PROJECTOR_GROUP] ?? low));
    return [
      { ...gauge('plumbline_log_events', 'Events in the log', Number(high - low)), labels },
      { ...gauge('plumbline_projector_lag_events', 'Events accepted but not yet projected', lag), labels },
    ];
  });
}

export function kafkaFigures(figures: KafkaFigures): Figure[] {
  return [
    gauge('plumbline_kafka_pending_bytes', 'Bytes that wait to be acknowledged', figures.pendingBytes),
    gauge('plumbline_kafka_fetched_bytes', 'Bytes fetched and not yet taken', figures.fetchedBytes),
    counter('plumbline_kafka_rebalances_total', 'Times that partitions were shared out anew', figures.rebalances),
    counter('plumbline_kafka_consumer_crashes_total', 'Times that a consumer gave up', figures.consumerCrashes),
    counter('plumbline_kafka_consumer_stalls_total', 'Times that a silent one was replaced', figures.consumerStalls),
    counter('plumbline_kafka_producers_given_up_total', 'Producers that were replaced', figures.producersGivenUp),
    counter('plumbline_kafka_request_timeouts_total', 'Requests that no broker answered', figures.requestTimeouts),
    ...figures.lag.map(({ topic, group, partition, records }) => ({
      ...gauge('plumbline_kafka_consumer_lag_records', 'Records not yet fetched, of the own partitions', records),
      labels: { topic, group, partition: String(partition) },
    })),
  ];
}

export function gauge(name: string, help: string, value: number): Figure {
  return { name, help, type: 'gauge', value };
}

export function counter(name: string, help: string, value: number): Figure {
  return { name, help, type: 'counter', value };
}
