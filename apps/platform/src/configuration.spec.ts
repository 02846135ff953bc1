import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationError, readConfiguration } from './configuration';

/** The word behind "set" in each fault: what it asks for. */
function faultsOf(environment: Readonly<Record<string, string>>): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return (error as ConfigurationError).faults.map((fault) => /\bset (\w+)/.exec(fault)?.[1] ?? fault);
  }
}

describe('readConfiguration', () => {
  it('given nothing, then defaults that work', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      timeZone: 'Asia/Shanghai',
      clickHouse: undefined,
      accessToken: undefined,
    });
  });

  it('given several faults, then every one is told with how to mend it', () => {
    const environment = {
      PORT: '70000',
      TIMEZONE: 'Nowhere',
      CLICKHOUSE_URL: 'ftp://x',
      CLICKHOUSE_DATABASE: 'a b',
      HOST: '0.0.0.0',
      ACCESS_TOKEN: 'short',
    };
    try {
      readConfiguration(environment);
      throw new Error('It was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      expect((error as ConfigurationError).faults.map((fault) => fault.split(' ')[0])).toEqual([
        'PORT',
        'TIMEZONE',
        'CLICKHOUSE_URL',
        'CLICKHOUSE_DATABASE',
        'ACCESS_TOKEN',
      ]);
    }
  });

  it('given an address that others reach, then it needs a token', () => {
    expect(() => readConfiguration({ HOST: '0.0.0.0' })).toThrow('ACCESS_TOKEN');
    expect(readConfiguration({ HOST: '0.0.0.0', ACCESS_TOKEN: 'x'.repeat(32) }).host).toBe('0.0.0.0');
    expect(readConfiguration({ HOST: '127.0.0.2' }).host).toBe('127.0.0.2');
  });

  it('given a part on its own, then every thing that it must share with the others is asked for at once', () => {
    expect(faultsOf({ ROLE: 'gateway' })).toEqual(['EVENT_LOG', 'PSEUDONYM_KEY']);
    expect(faultsOf({ ROLE: 'projector' })).toEqual(['EVENT_LOG', 'CLICKHOUSE_URL']);
    expect(faultsOf({ ROLE: 'query' })).toEqual(['EVENT_LOG', 'CLICKHOUSE_URL']);
    expect(faultsOf({ ROLE: 'projekt' })).toEqual(['one']);
    expect(() => readConfiguration({ ROLE: 'gateway' })).toThrow('the embedded event log serves one process');
  });

  it('given Kafka, then its variables are read, and checked with all others', () => {
    const kafka = { EVENT_LOG: 'kafka', KAFKA_BROKERS: 'kafka:9092' };
    expect(readConfiguration(kafka)).toMatchObject({ role: 'all', kafka: { brokers: ['kafka:9092'] } });
    expect(readConfiguration({ ROLE: 'projector', CLICKHOUSE_URL: 'http://clickhouse:8123', ...kafka })).toMatchObject({
      role: 'projector',
      kafka: { topicPrefix: 'plumbline.' },
    });
    expect(faultsOf({ PORT: '-1', ROLE: 'query', EVENT_LOG: 'kafka' })).toEqual(['one', 'a', 'CLICKHOUSE_URL']);
    expect(() => readConfiguration({ EVENT_LOG: 'kafka' })).toThrow('KAFKA_BROKERS is not set');
    expect(() => readConfiguration({ EVENT_LOG: 'rabbit' })).toThrow('embedded, kafka');
  });

  it('given a ClickHouse cluster behind TLS, then who vouches for it is read, and what does not go together is told', () => {
    const certificate = path.resolve(__dirname, '../../../test/fixtures/tls/server.crt');
    const cluster = { CLICKHOUSE_CLUSTER: 'bank', CLICKHOUSE_CA_FILE: certificate };
    expect(readConfiguration({ CLICKHOUSE_URL: 'https://clickhouse:8443', ...cluster }).clickHouse).toMatchObject({
      cluster: 'bank',
      caCertificates: readFileSync(certificate, 'utf8'),
    });
    expect(faultsOf(cluster)).toEqual(['CLICKHOUSE_URL', 'CLICKHOUSE_URL']);
    expect(() => readConfiguration({ CLICKHOUSE_URL: 'http://clickhouse:8123', ...cluster })).toThrow('not encrypted');
    const read = (file: string) => () =>
      readConfiguration({ CLICKHOUSE_URL: 'https://clickhouse:8443', CLICKHOUSE_CA_FILE: file });
    expect(read(`${certificate}2`)).toThrow('ENOENT');
    expect(read(__filename)).toThrow('no certificate in PEM');
  });

  describe('given secrets in files', () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-secrets-'));
    const file = path.join(directory, 'token');
    writeFileSync(file, `${'t'.repeat(40)}\n`);
    afterAll(() => rmSync(directory, { recursive: true }));

    it('then they are read, without the end of the line', () => {
      expect(readConfiguration({ ACCESS_TOKEN_FILE: file }).accessToken).toBe('t'.repeat(40));
    });

    it('then one that is missing or given twice is told', () => {
      expect(() => readConfiguration({ PSEUDONYM_KEY_FILE: `${file}2` })).toThrow('ENOENT');
      expect(() => readConfiguration({ ACCESS_TOKEN: 'x'.repeat(32), ACCESS_TOKEN_FILE: file })).toThrow('keep one');
    });
  });
});
