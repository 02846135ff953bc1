/** ClickHouse's part of the configuration: a server or a cluster, and how its certificate is known. */
import { readFileSync } from 'node:fs';
import type { Environment } from './variables';

export interface ClickHouseServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Certificates of authorities, as PEM, where it is not a public one that vouches for the server's. */
  readonly caCertificates?: string;
  /** An entry of the server's `remote_servers`, on whose nodes the database is kept. */
  readonly cluster?: string;
}

/** @returns undefined for the embedded engine. @param faults gets a line for each fault, with how to mend it */
export function readClickHouse(env: Environment, faults: string[]): ClickHouseServer | undefined {
  const { CLICKHOUSE_URL: url, CLICKHOUSE_CLUSTER: cluster, CLICKHOUSE_CA_FILE: caFile } = env;
  if (!url) {
    for (const name of ['CLICKHOUSE_CLUSTER', 'CLICKHOUSE_CA_FILE'] as const) {
      if (env[name])
        faults.push(`${name} is set, but the embedded engine has no use for it; set CLICKHOUSE_URL, or unset it.`);
    }
    return undefined;
  }
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!/^https?:$/.test(protocol)) {
    faults.push(
      `CLICKHOUSE_URL is "${url}"; set an address such as http://clickhouse:8123, or unset it for the embedded engine.`,
    );
  }
  const caCertificates = caFile && readCertificates(caFile, protocol, faults);
  return {
    url,
    username: env.CLICKHOUSE_USER || 'default',
    password: env.CLICKHOUSE_PASSWORD ?? '',
    ...(caCertificates ? { caCertificates } : {}),
    ...(cluster ? { cluster } : {}),
  };
}

function readCertificates(file: string, protocol: string, faults: string[]): string | undefined {
  if (protocol === 'http:') {
    faults.push(
      'CLICKHOUSE_CA_FILE is set, but connections are not encrypted; set CLICKHOUSE_URL to https://…, or unset it.',
    );
  }
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('BEGIN CERTIFICATE')) return text;
    faults.push(
      `CLICKHOUSE_CA_FILE is ${file}, which is no certificate in PEM; it must hold a line BEGIN CERTIFICATE.`,
    );
  } catch (error) {
    faults.push(
      `CLICKHOUSE_CA_FILE is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}); check path and rights.`,
    );
  }
  return undefined;
}
