/** `plumbline start`: the whole platform on this machine. */
import type { Command } from 'commander';
import { runPlatform } from '../platform/platform-process';

export function register(program: Command): void {
  program
    .command('start')
    .description('Start the platform: event log, projector, ClickHouse engine, HTTP API.')
    .addHelpText(
      'after',
      `
Configured by the environment, all with defaults that work:
  PORT=3000  HOST=127.0.0.1  DATA_DIR=./data  TIMEZONE=Asia/Shanghai
  CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE   a server instead of the embedded engine
  EVENT_LOG=kafka, KAFKA_BROKERS   Kafka instead of the embedded log; more variables: plumbline topics apply --help
  ACCESS_TOKEN     bearer token for every call; needed where HOST is not a loopback address
  PSEUDONYM_KEY    key for customer pseudonyms (32 bytes or more, hex); generated in DATA_DIR otherwise
ACCESS_TOKEN, PSEUDONYM_KEY and CLICKHOUSE_PASSWORD may stand in files: ACCESS_TOKEN_FILE=/run/secrets/token`,
    )
    .action(() => runPlatform());
}
