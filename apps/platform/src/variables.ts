/** The environment variables that the platform reads. The compiler lets it read no other, so a list of them is complete. */
import { KAFKA_VARIABLES } from '@plumbline/event-log';

/** May stand in files: NAME_FILE names the file that holds NAME. */
export const SECRETS = ['ACCESS_TOKEN', 'PSEUDONYM_KEY', 'CLICKHOUSE_PASSWORD'] as const;

export const VARIABLES = [
  'ROLE',
  'PORT',
  'HOST',
  'DATA_DIR',
  'TIMEZONE',
  'EVENT_LOG',
  'CLICKHOUSE_URL',
  'CLICKHOUSE_USER',
  'CLICKHOUSE_DATABASE',
  'CLICKHOUSE_CA_FILE',
  'CLICKHOUSE_CLUSTER',
  ...KAFKA_VARIABLES,
  ...SECRETS,
  ...SECRETS.map((name) => `${name}_FILE` as const),
] as const;

export type Environment = Readonly<Partial<Record<(typeof VARIABLES)[number], string | undefined>>>;
