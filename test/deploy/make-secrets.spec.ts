/** The script that makes the secrets: every secret that compose mounts, for its owner alone, and none ever made again. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readComposeFile, ROOT } from './compose-file';

const SCRIPT = path.join(ROOT, 'infra/docker/make-secrets');
const FILES = ['docker-compose.yml', 'infra/docker/compose.embedded.yml'];

describe('infra/docker/make-secrets', () => {
  let folder: string;
  const secrets = (): Record<string, string> =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));

  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'secrets-')), 'made');
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  it('given nothing, then it makes what the compose files mount, in the folder that git and images leave out', () => {
    execFileSync(SCRIPT, [folder]);
    const mounted = FILES.flatMap((file) => {
      const { compose, folder: from } = readComposeFile(file);
      return Object.values(compose.secrets ?? {}).map((secret) => path.relative(ROOT, path.join(from, secret.file)));
    });
    const made = readdirSync(folder).map((name) => `secrets/${name}`);
    expect(made.sort()).toEqual([...new Set(mounted)].sort());
    for (const file of ['.gitignore', '.dockerignore']) {
      expect(readFileSync(path.join(ROOT, file), 'utf8').split('\n')).toContainEqual(
        expect.stringMatching(/^\/?secrets$/),
      );
    }
  });

  it('given what it made, then each is 32 random bytes as hex without a line end, good enough for a token and a key', () => {
    execFileSync(SCRIPT, [folder]);
    const made = Object.values(secrets());
    for (const secret of made) expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(made).size).toBe(made.length);
  });

  it('given the machine’s other users, then the folder is closed to them; inside a container every user may read its secrets', () => {
    execFileSync(SCRIPT, [folder]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o444);
  });

  it('given some are there, then it keeps them and makes the others', () => {
    execFileSync(SCRIPT, [folder]);
    const before = secrets();
    rmSync(path.join(folder, 'kafka_password'));
    execFileSync(SCRIPT, [folder]);
    const after = secrets();
    expect(after['kafka_password']).not.toBe(before['kafka_password']);
    expect({ ...after, kafka_password: '' }).toEqual({ ...before, kafka_password: '' });
  });
});
