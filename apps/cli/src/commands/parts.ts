/** `plumbline gateway`, `projector`, `query`: one part of the platform, as many processes of each as are needed. */
import type { Command } from 'commander';
import { runPlatform } from '../platform/platform-process';

const PARTS = {
  gateway: {
    does: 'take events over HTTP and append them to Kafka',
    needs: 'EVENT_LOG=kafka  KAFKA_BROKERS  PSEUDONYM_KEY (the same for every gateway)',
  },
  projector: {
    does: 'read events from Kafka and keep facts and sums in ClickHouse',
    needs:
      'EVENT_LOG=kafka  KAFKA_BROKERS  CLICKHOUSE_URL\nAs many projectors as the topic has partitions share the work.',
  },
  query: {
    does: 'answer scores, indicators, branches and status over HTTP',
    needs: 'EVENT_LOG=kafka  KAFKA_BROKERS  CLICKHOUSE_URL',
  },
};

export function register(program: Command): void {
  for (const [part, { does, needs }] of Object.entries(PARTS)) {
    program
      .command(part)
      .description(`Start one ${part}: ${does}.`)
      .addHelpText(
        'after',
        `
Needs  ${needs}
Each process has its own PORT (0 takes any free one), with /health, /ready and /metrics.
The topics have to be there: plumbline topics apply. Other variables: plumbline start --help.`,
      )
      .action(() => runPlatform({ ROLE: part }));
  }
}
