/** The platform's configuration: environment variables with defaults that work, checked at start, every fault told at once. */
import { isIP } from 'node:net';
import path from 'node:path';
import { type Environment, withSecretFiles } from './secret-files';

/** Which parts a process runs. Parts on their own need a log that several processes share. */
export type Role = 'all' | 'gateway' | 'projector' | 'query';

export interface Configuration {
  readonly role: Role;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** Bearer token that every API call has to carry; needed on any address but loopback. */
  readonly accessToken: string | undefined;
  readonly pseudonymKey: string | undefined;
  /** A ClickHouse server; without one the embedded engine runs. */
  readonly clickHouse: ClickHouseServer | undefined;
  readonly database: string;
}

export interface ClickHouseServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** Thrown with every fault of the environment, each with how to mend it. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

const SHORTEST_TOKEN = 32;

export function readConfiguration(given: Environment): Configuration {
  const faults: string[] = [];
  const env = withSecretFiles(given, faults);
  const configuration: Configuration = {
    role: readRole(env, faults),
    port: readPort(env['PORT'], faults),
    host: env['HOST'] || '127.0.0.1',
    dataDir: path.resolve(env['DATA_DIR'] || './data'),
    timeZone: readTimeZone(env['TIMEZONE'] || 'Asia/Shanghai', faults),
    accessToken: env['ACCESS_TOKEN'] || undefined,
    pseudonymKey: env['PSEUDONYM_KEY'] || undefined,
    clickHouse: readClickHouse(env, faults),
    database: readIdentifier('CLICKHOUSE_DATABASE', env['CLICKHOUSE_DATABASE'] || 'plumbline', faults),
  };
  checkAccess(configuration, faults);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return configuration;
}

/** The embedded log, which is the only one so far, serves one process. */
function readRole(env: Environment, faults: string[]): Role {
  for (const [name, only] of [
    ['ROLE', 'all'],
    ['EVENT_LOG', 'embedded'],
  ] as const) {
    const text = env[name] || only;
    if (text !== only) {
      faults.push(
        `${name} is "${text}"; the embedded event log serves one process with all parts in it, so leave it unset.`,
      );
    }
  }
  return 'all';
}

function readPort(text: string | undefined, faults: string[]): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push(`PORT is "${text}"; set a number from 0 to 65535 (0 takes any free port).`);
  }
  return port;
}

function readTimeZone(name: string, faults: string[]): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    faults.push(
      `TIMEZONE is "${name}", which is not an IANA time zone; set one such as Asia/Shanghai or Europe/Amsterdam.`,
    );
  }
  return name;
}

function readClickHouse(env: Environment, faults: string[]): ClickHouseServer | undefined {
  const url = env['CLICKHOUSE_URL'];
  if (!url) return undefined;
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    faults.push(
      `CLICKHOUSE_URL is "${url}"; set an address such as http://clickhouse:8123, or unset it for the embedded engine.`,
    );
  }
  return { url, username: env['CLICKHOUSE_USER'] || 'default', password: env['CLICKHOUSE_PASSWORD'] ?? '' };
}

function readIdentifier(variable: string, name: string, faults: string[]): string {
  if (!/^[A-Za-z_]\w{0,62}$/.test(name)) {
    faults.push(`${variable} is "${name}"; use letters, digits and underscores, not starting with a digit.`);
  }
  return name;
}

function checkAccess({ host, accessToken }: Configuration, faults: string[]): void {
  if (accessToken !== undefined && accessToken.length < SHORTEST_TOKEN) {
    faults.push(`ACCESS_TOKEN is shorter than ${SHORTEST_TOKEN} characters; make one with: openssl rand -hex 32`);
  }
  if (!isLoopback(host) && accessToken === undefined) {
    faults.push(
      `HOST is "${host}", which others can reach, but no credentials are configured; set ACCESS_TOKEN (openssl rand -hex 32), or HOST=127.0.0.1.`,
    );
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
