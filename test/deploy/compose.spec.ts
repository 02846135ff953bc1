/** The compose files are valid, keep to our rules, and each rule bites. Nothing is run: that needs a Docker engine. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { type Compose, type ComposeFile, interpolate, readComposeFile, ROOT } from './compose-file';
import { findings } from './compose-rules';

const FULL = 'docker-compose.yml';
const EMBEDDED = 'infra/docker/compose.embedded.yml';
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

const validate = new Ajv2020({
  strict: false,
  allErrors: true,
}).compile(JSON.parse(readFileSync(path.join(ROOT, 'test/fixtures/compose-spec/schema.json'), 'utf8')) as object);

function schemaFaults(compose: unknown): string[] {
  validate(compose);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The file after one change. */
function changed(change: (services: Services, compose: Compose) => void): ComposeFile {
  const { compose, ...rest } = readComposeFile(FULL);
  change(compose.services as Services, compose);
  return { ...rest, compose };
}

type Service = Compose['services'][string];
type Services = Record<'kafka' | 'clickhouse' | 'topics' | 'gateway' | 'projector' | 'query' | 'grafana', Service>;

describe.each([FULL, EMBEDDED])('%s', (file) => {
  it('given its text, then it fits the Compose Specification', () => {
    expect(schemaFaults(readComposeFile(file).compose)).toEqual([]);
  });

  it('given its text, then it keeps to every rule', () => {
    expect(findings(readComposeFile(file))).toEqual([]);
  });

  (hasCompose ? it : it.skip)('given Docker Compose, then it reads it (skipped where it is not installed)', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '--file', path.join(ROOT, file), 'config', '--quiet'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the rules for compose files', () => {
  it.each<[string, (services: Services, compose: Compose) => void, string]>([
    ['latest', (s) => (s.kafka.image = 'apache/kafka:latest'), 'kafka image apache/kafka:latest has no exact tag'],
    ['no tag', (s) => (s.grafana.image = 'grafana/grafana'), 'grafana image grafana/grafana has no exact tag'],
    ['half a tag', (s) => (s.kafka.image = 'apache/kafka:4.3'), 'kafka image apache/kafka:4.3 has no exact tag'],
    [
      'a version behind',
      (s) => (s.query.image = 'plumbline:0.0.1'),
      'query image plumbline:0.0.1 is not version 0.1.0 of package.json',
    ],
    ['no health check', (s) => delete s.kafka.healthcheck, 'kafka has no health check'],
    ['a health check switched off', (s) => (s.gateway.healthcheck = { disable: true }), 'gateway has no health check'],
    ['a one-shot that goes on', (s) => (s.topics.restart = 'always'), 'topics runs once but is restarted'],
    ['no limit on memory', (s) => delete s.query.deploy?.resources?.limits?.memory, 'query has no limit on memory'],
    ['no limit on processors', (s) => delete s.query.deploy?.resources?.limits?.cpus, 'query has no limit on cpus'],
    ['no limit on logs', (s) => delete s.query.logging, 'query has no limit on its log'],
    ['privilege', (s) => (s.kafka.privileged = true), 'kafka is privileged'],
    ['a writable root', (s) => delete s.kafka.read_only, 'kafka may write to its root file system'],
    ['capabilities kept', (s) => (s.kafka.cap_drop = ['CHOWN']), 'kafka keeps capabilities'],
    ['a capability given', (s) => (s.clickhouse.cap_add = ['SYS_NICE']), 'clickhouse is given SYS_NICE'],
    ['privileges to gain', (s) => (s.kafka.security_opt = []), 'kafka may gain privileges'],
    ['the network of the machine', (s) => (s.query.network_mode = 'host'), 'query sets network_mode'],
    ['root', (s) => (s.kafka.user = '0:0'), 'kafka runs as root, or as whom is not said'],
    ['the user of the image', (s) => delete s.clickhouse.user, 'clickhouse runs as root, or as whom is not said'],
    ['a short drain', (s) => (s.projector.stop_grace_period = '10s'), 'projector is killed before it has drained'],
    ['no init', (s) => delete s.gateway.init, 'gateway has no init to pass signals on'],
    ['no restart', (s) => delete s.gateway.restart, 'gateway is not started again after a crash'],
    [
      'a port for everybody',
      (s) => (s.gateway.ports = ['3000:3000']),
      'gateway publishes 3000:3000 beyond this machine',
    ],
    [
      'a port on 0.0.0.0',
      (s) => (s.query.ports = ['0.0.0.0:3001:3000']),
      'query publishes 0.0.0.0:3001:3000 beyond this machine',
    ],
    ['Kafka on the way outside', (s) => (s.kafka.networks = ['log', 'edge']), 'kafka publishes nothing but is on edge'],
    ['no network said', (s) => delete s.clickhouse.networks, 'clickhouse publishes nothing but is on default'],
    ['an unknown network', (s) => s.query.networks?.push('logs'), 'query is on network logs, which is not declared'],
    [
      'a variable nobody reads',
      (s) => (s.query.environment!.KAFKA_BROKER = 'x'),
      'query sets KAFKA_BROKER, which the platform does not read',
    ],
    [
      'a secret in the open',
      (s) => (s.query.environment!.ACCESS_TOKEN = 'x'),
      'query has ACCESS_TOKEN in its environment, not in a file',
    ],
    [
      'a secret not listed',
      (s) => (s.projector.secrets = ['access_token', 'kafka_password']),
      'projector reads secret clickhouse_writer_password but does not list it',
    ],
    [
      'a secret not read',
      (s) => s.projector.secrets?.push('pseudonym_key'),
      'projector lists secret pseudonym_key but does not read it',
    ],
    [
      'a secret not declared',
      (_, c) => delete c.secrets?.grafana_admin_password,
      'grafana uses secret grafana_admin_password, which is not declared',
    ],
    [
      'a secret not used',
      (_, c) => (c.secrets!.spare = { file: './secrets/spare' }),
      'secret spare is declared but not used',
    ],
    [
      'a file that is not there',
      (s) => s.kafka.volumes?.push('./infra/kafka/none:/x:ro'),
      'kafka mounts ./infra/kafka/none, which does not exist',
    ],
    [
      'the checkout writable',
      (s) => s.kafka.volumes?.push('./infra/kafka:/x'),
      'kafka may write to ./infra/kafka of the checkout',
    ],
    ['Docker handed over', (s) => (s.query.volumes = ['/var/run/docker.sock:/s']), 'query can steer Docker'],
    ['a volume not declared', (_, c) => delete c.volumes?.kafka, 'kafka mounts volume kafka, which is not declared'],
    ['a volume not mounted', (_, c) => (c.volumes!.spare = {}), 'volume spare is declared but not mounted'],
    [
      'a service that is not there',
      (s) => (s.query.depends_on = { x: { condition: 'service_started' } }),
      'query waits for x, which is not there',
    ],
    [
      'no more than a start',
      (s) => (s.query.depends_on = { clickhouse: { condition: 'service_started' } }),
      'query waits for clickhouse to be started, not to serve',
    ],
    [
      'health that is not checked',
      (s) => (s.query.depends_on = { topics: { condition: 'service_healthy' } }),
      'query waits for the health of topics, which is not checked',
    ],
  ])('given %s, then that is found', (_what, change, expected) => {
    expect(findings(changed(change))).toContain(expected);
  });

  it.each<[string, (services: Services) => unknown, RegExp]>([
    [
      'a misspelt key',
      (s) => ((s.kafka as unknown as Record<string, unknown>)['heathcheck'] = {}),
      /services\/kafka must NOT have unevaluated properties/,
    ],
    [
      'a condition that there is not',
      (s) => (s.query.depends_on = { kafka: { condition: 'healthy' } }),
      /depends_on\/kafka\/condition must be equal to one of the allowed values/,
    ],
    [
      'a list that is none',
      (s) => ((s.kafka as unknown as Record<string, unknown>)['cap_drop'] = 'ALL'),
      /cap_drop must be array/,
    ],
  ])('given %s, then the schema refuses it', (_what, change, expected) => {
    expect(schemaFaults(changed(change).compose).join('\n')).toMatch(expected);
  });

  it('given a variable, then its value counts, else its default, and without either reading fails', () => {
    expect(interpolate({ a: ['${A:-1}:$$x'] }, {})).toEqual({ a: ['1:$x'] });
    expect(interpolate('${A:-1}', { A: '2' })).toBe('2');
    expect(() => interpolate('${A}', {})).toThrow('${A} has no default');
  });
});

describe('Kafka as compose runs it', () => {
  const { kafka, gateway } = readComposeFile(FULL).compose.services as Services;
  const settings = Object.fromEntries(
    readFileSync(path.join(ROOT, 'infra/docker/kafka/server.properties'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

  it('given the processes, then they come to the door that asks for a password, as the user it knows', () => {
    expect(settings['advertised.listeners']).toContain(`CLIENTS://${gateway.environment?.KAFKA_BROKERS}`);
    expect(settings['listener.security.protocol.map']).toContain('CLIENTS:SASL_');
    expect(settings['sasl.enabled.mechanisms']?.toLowerCase()).toBe(
      gateway.environment?.KAFKA_SASL_MECHANISM?.toLowerCase(),
    );
    const account = settings['listener.name.clients.plain.sasl.jaas.config'];
    expect(account).toContain(
      `user_${gateway.environment?.KAFKA_USERNAME}="\${secrets:/run/secrets:${kafka.secrets?.[0]}}"`,
    );
  });

  it('given the doors without a password, then only the container itself reaches them', () => {
    const listeners = settings['listeners']?.split(',').filter((listener) => !listener.startsWith('CLIENTS:'));
    expect(listeners).toHaveLength(2);
    for (const listener of listeners ?? []) expect(listener).toMatch(/^\w+:\/\/127\.0\.0\.1:\d+$/);
  });

  it('given the log, then it stands on the volume', () => {
    expect(settings['log.dirs']).toMatch(new RegExp(`^${kafka.volumes?.[0]?.split(':')[1]}/`));
  });
});

describe('ClickHouse as compose runs it', () => {
  const services = readComposeFile(FULL).compose.services as Services;
  const { clickhouse } = services;

  it.each([
    ['projector', 'writer'],
    ['query', 'reader'],
  ] as const)(
    'given the %s, then it comes as the %s, with the password that this account was made with',
    (name, account) => {
      const { CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD_FILE: file } = services[name].environment ?? {};
      expect(user).toBe(`plumbline_${account}`);
      expect(existsSync(path.join(ROOT, `infra/clickhouse/initdb/accounts/users/${user}.sql`))).toBe(true);
      expect(clickhouse.environment?.[`${user?.toUpperCase()}_PASSWORD_FILE`]).toBe(file);
    },
  );

  it('given the server, then its first start makes the accounts, as one who comes from the container itself alone', () => {
    const { volumes = [], environment = {} } = clickhouse;
    expect(volumes).toContain('./infra/clickhouse/initdb:/docker-entrypoint-initdb.d:ro');
    expect(volumes).toContain('./infra/clickhouse/server/users.d:/etc/clickhouse-server/users.d:ro');
    expect(environment.CLICKHOUSE_SKIP_USER_SETUP).toBe('1');
    expect(environment).not.toHaveProperty('CLICKHOUSE_USER'); // accounts.sh comes as `default`, whom bootstrap.xml confines
  });
});
