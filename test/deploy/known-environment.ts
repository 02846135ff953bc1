/**
 * The environment that the platform's processes read. Kept here until the platform's own configuration exports such a list; then
 * this file goes, and the rules take that one.
 */
import { SECRETS } from '../../apps/platform/src/secret-files';

export const KNOWN_ENVIRONMENT: readonly string[] = [
  'ROLE',
  'PORT',
  'HOST',
  'DATA_DIR',
  'TIMEZONE',
  'EVENT_LOG',
  'KAFKA_BROKERS',
  'KAFKA_TOPIC_PREFIX',
  'KAFKA_TLS',
  'KAFKA_CA_FILE',
  'KAFKA_SASL_MECHANISM',
  'KAFKA_USERNAME',
  'KAFKA_REPLICATION_FACTOR',
  'CLICKHOUSE_URL',
  'CLICKHOUSE_USER',
  'CLICKHOUSE_DATABASE',
  'CLICKHOUSE_CA_FILE',
  'CLICKHOUSE_CLUSTER',
  ...SECRETS,
  ...SECRETS.map((name) => `${name}_FILE`),
];
