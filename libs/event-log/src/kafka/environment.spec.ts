/** Kafka's environment: what works, and what every fault is told as. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type KafkaEnvironment, readKafkaEnvironment } from './environment';

describe('readKafkaEnvironment', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-kafka-environment-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const read = (env: Record<string, string>): KafkaEnvironment & { faults: string[] } => {
    const faults: string[] = [];
    return { ...readKafkaEnvironment(env, faults), faults };
  };

  it('given brokers alone, then the rest are defaults', () => {
    expect(read({ KAFKA_BROKERS: 'kafka1:9092, kafka2:9092' })).toEqual({
      brokers: ['kafka1:9092', 'kafka2:9092'],
      topicPrefix: 'plumbline.',
      tls: undefined,
      sasl: undefined,
      replicationFactor: undefined,
      faults: [],
    });
  });

  it('given all of it, with certificate and password in files, then it is read', () => {
    const ca = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
    const env = {
      KAFKA_BROKERS: 'kafka:9094',
      KAFKA_TOPIC_PREFIX: 'bank.plumbline.',
      KAFKA_TLS: 'on',
      KAFKA_CA_FILE: file('ca.pem', ca),
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      KAFKA_USERNAME: 'plumbline',
      KAFKA_PASSWORD_FILE: file('password', 's3cret\n'),
      KAFKA_REPLICATION_FACTOR: '1',
    };
    expect(read(env)).toEqual({
      brokers: ['kafka:9094'],
      topicPrefix: 'bank.plumbline.',
      tls: { ca },
      sasl: { mechanism: 'scram-sha-512', username: 'plumbline', password: 's3cret' },
      replicationFactor: 1,
      faults: [],
    });
  });

  it('given an empty prefix and TLS by a known authority, then both are taken', () => {
    expect(read({ KAFKA_BROKERS: 'k:1', KAFKA_TOPIC_PREFIX: '', KAFKA_TLS: 'on' })).toMatchObject({
      topicPrefix: '',
      tls: {},
      faults: [],
    });
  });

  it('given a password in plain and TLS that was turned off in so many words, then it is taken', () => {
    const plain = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' };
    expect(read({ KAFKA_BROKERS: 'kafka:9092', KAFKA_TLS: 'off', ...plain })).toMatchObject({
      tls: undefined,
      sasl: { mechanism: 'plain', username: 'u', password: 'p' },
      faults: [],
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no broker', { KAFKA_BROKERS: ' , ' }, 'KAFKA_BROKERS is not set; set one broker'],
    ['a broker without a port', { KAFKA_BROKERS: 'kafka1:9092,kafka2' }, 'KAFKA_BROKERS has "kafka2"; write'],
    ['a port that is none', { KAFKA_BROKERS: 'kafka:70000' }, 'KAFKA_BROKERS has "kafka:70000"; write'],
    ['a prefix with a slash', { KAFKA_TOPIC_PREFIX: 'a/b' }, 'KAFKA_TOPIC_PREFIX is "a/b"; use'],
    ['TLS neither on nor off', { KAFKA_TLS: 'true' }, 'KAFKA_TLS is "true"; set on or off'],
    ['a certificate that is not there', { KAFKA_TLS: 'on', KAFKA_CA_FILE: '/none' }, 'KAFKA_CA_FILE is /none, which cannot be read (ENOENT)'], // prettier-ignore
    [
      'a certificate that is none',
      { KAFKA_TLS: 'on', KAFKA_CA_FILE: file('words', 'none') },
      'which is no certificate in PEM',
    ],
    ['a certificate without TLS', { KAFKA_CA_FILE: file('b.pem', 'BEGIN CERTIFICATE') }, 'set KAFKA_TLS=on, or unset KAFKA_CA_FILE'], // prettier-ignore
    ['credentials without a mechanism', { KAFKA_USERNAME: 'u' }, 'need KAFKA_SASL_MECHANISM; set plain, scram'],
    ['a mechanism that is none', { KAFKA_SASL_MECHANISM: 'gssapi', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' }, 'KAFKA_SASL_MECHANISM is "gssapi"; set plain'], // prettier-ignore
    ['a password for all to read', { KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' }, 'for all to read; set KAFKA_TLS=on, use scram-sha-512, or'], // prettier-ignore
    ['no user', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_PASSWORD: 'p' }, 'KAFKA_USERNAME is not set'],
    ['no password', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_USERNAME: 'u' }, 'KAFKA_PASSWORD is not set; set'],
    ['two passwords', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p', KAFKA_PASSWORD_FILE: __filename }, 'are both set; unset one'], // prettier-ignore
    ['half a replica', { KAFKA_REPLICATION_FACTOR: '1.5' }, 'KAFKA_REPLICATION_FACTOR is "1.5"; set'],
  ])('given %s, then that one fault is told, with how to mend it', (_kind, env, fault) => {
    const { faults } = read({ KAFKA_BROKERS: 'kafka:9092', ...env });
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  it('given a password, then no fault repeats it', () => {
    const { faults } = read({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_PASSWORD: 'canary', KAFKA_TLS: 'yes' });
    expect(faults).toHaveLength(4);
    expect(faults.join()).not.toContain('canary');
  });
});
