/** What compose gives our processes is what their configuration takes: each would start, with its secrets from files. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError, readConfiguration } from '../../apps/platform/src/configuration';
import { readComposeFile, ROOT, type Service } from './compose-file';
import { imageEnvironment } from './image';

const FULL = readComposeFile('docker-compose.yml').compose.services;
const EMBEDDED = readComposeFile('infra/docker/compose.embedded.yml').compose.services;
const PROCESSES = ['gateway', 'projector', 'query', 'platform'] as const;
const SERVICES = { ...FULL, ...EMBEDDED } as Record<(typeof PROCESSES)[number], Service>;

describe('a process as compose starts it', () => {
  let secrets: string;

  beforeAll(() => {
    secrets = mkdtempSync(path.join(tmpdir(), 'secrets-'));
    execFileSync(path.join(ROOT, 'infra/docker/make-secrets'), [secrets]);
  });
  afterAll(() => rmSync(secrets, { recursive: true }));

  const environment = (service: Service): Record<string, string> =>
    Object.fromEntries(
      Object.entries({ ...imageEnvironment(), ...service.environment }).map(([name, value]) => [
        name,
        value.replace('/run/secrets', secrets),
      ]),
    );

  it.each(PROCESSES)('given %s, then its configuration has no fault', (name) => {
    const configuration = readConfiguration(environment(SERVICES[name]));
    expect(configuration.role).toBe(name === 'platform' ? 'all' : name);
    expect(configuration.accessToken).toHaveLength(64);
    expect(configuration.host).toBe('0.0.0.0');
  });

  it.each(PROCESSES)('given %s without its token, then it refuses to start', (name) => {
    const { ACCESS_TOKEN_FILE: _, ...rest } = environment(SERVICES[name]);
    expect(() => readConfiguration(rest)).toThrow(ConfigurationError);
  });
});
