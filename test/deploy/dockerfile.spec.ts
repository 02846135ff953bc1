/** The image's Dockerfile keeps to its rules, and each rule bites. hadolint is asked too where it is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { ROOT } from './compose-file';
import { dockerfileFindings } from './dockerfile-rules';

const FILE = path.join(ROOT, 'infra/docker/Dockerfile');
const TEXT = readFileSync(FILE, 'utf8');
const hasHadolint = spawnSync('hadolint', ['--version']).status === 0;

describe('infra/docker/Dockerfile', () => {
  it('given its text, then it keeps to every rule', () => {
    expect(dockerfileFindings(TEXT)).toEqual([]);
  });

  it('given the version in package.json, then the image says the same', () => {
    expect(TEXT).toContain(`ARG VERSION=${version}\n`);
  });

  it.each([
    ['a base without exact tag', /22\.23\.3-bookworm-slim/g, '22', /FROM node:22 has no exact tag/],
    ['latest', /FROM node:\S+ AS build/, 'FROM node:latest AS build', /FROM node:latest has no exact tag/],
    ['another base', /FROM node:\S+ AS build/, 'FROM node:20.1.0 AS build', /builds on one base and runs on another/],
    ['ADD', 'COPY LICENSE ./', 'ADD LICENSE ./', /uses ADD: LICENSE/],
    ['no user', 'USER 1000:1000', '', /runs as root, not as a user by number/],
    ['root by number', 'USER 1000:1000', 'USER 0', /runs as 0/],
    ['a user by name', 'USER 1000:1000', 'USER node', /runs as node/],
    ['a user of another stage', /(AS dependencies)([\s\S]*)USER 1000:1000/, '$1\nUSER 1000:1000$2', /runs as root/],
    ['no health check', /^HEALTHCHECK .*\\\n.*$/m, '', /has no health check/],
    ['a health check in a shell', /CMD \["node", "-e".*/, 'CMD node check.js', /its health check runs in a shell/],
    ['a program in a shell', /^CMD .*/m, 'CMD node dist/apps/platform/src/main.js', /CMD runs in a shell/],
    [
      'a program that is not there',
      'apps/platform/src/main.js',
      'apps/platform/main.js',
      /CMD starts no program of ours/,
    ],
    ['npm install', 'npm ci --ignore-scripts', 'npm install --ignore-scripts', /installs other than by npm ci/],
    ['scripts of packages', '--omit=dev --ignore-scripts', '--omit=dev', /installs other than by npm ci/],
    ['development in the image', '--from=dependencies', '--from=build', /no stage that omits/],
    [
      'programs that can be changed',
      '--from=build /app',
      '--from=build --chown=1000 /app',
      /lets the user change the programs/,
    ],
    ['a secret', 'ENV NODE_ENV', 'ENV ACCESS_TOKEN=abc NODE_ENV', /bakes a secret in: ENV ACCESS_TOKEN/],
    ['a file that is not there', 'COPY LICENSE', 'COPY LICENCE', /copies LICENCE, which does not exist/],
    ['everything', 'COPY apps apps', 'COPY . .', /copies the whole checkout/],
  ])('given %s, then that is found', (_what, good, bad, expected) => {
    const text = TEXT.replace(good, bad);
    expect(text).not.toBe(TEXT);
    expect(dockerfileFindings(text).join('\n')).toMatch(expected);
  });

  (hasHadolint ? it : it.skip)('given hadolint, then it finds nothing (skipped where it is not installed)', () => {
    expect(spawnSync('hadolint', ['--no-color', FILE], { encoding: 'utf8' }).stdout).toBe('');
  });
});
