/** Processes that start others: whatever ends one of them, nothing of the platform is left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = path.resolve(__dirname, '../..');
const CLI = path.join(ROOT, 'dist/apps/cli/src/main.js');
const PLATFORM = 'dist/apps/platform/src/main.js';
const ENGINE = 'dist/apps/embedded-clickhouse/src/main.js';
const POLL_MS = 50;

interface Tree {
  readonly root: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Process ids of the platform and its engine. */
  readonly platform: number;
  readonly engine: number;
  readonly url: string;
  readonly lines: string[];
}

const folders: string[] = [];
const trees: Tree[] = [];
afterEach(() => {
  for (const { root, platform, engine } of trees.splice(0)) {
    for (const pid of [root.pid ?? 0, platform, engine]) if (lives(pid)) process.kill(pid, 'SIGKILL');
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function started(command: string, args: readonly string[]): Promise<Tree> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-tree-'));
  folders.push(folder);
  const root = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => root.once('exit', resolve));
  const lines: string[] = [];
  createInterface({ input: root.stderr }).on('line', (line) => lines.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: root.stdout }).on('line', (line) => {
      lines.push(line);
      const ready = /^ready\s+(http\S+)/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    void ended.then(() => reject(new Error(lines.join('\n'))));
  });
  const below = descendants(root.pid ?? 0);
  const [platform = 0, engine = 0] = [PLATFORM, ENGINE].map((entry) =>
    below.find((pid) => commandOf(pid).includes(entry)),
  );
  const tree = { root, ended, platform, engine, url, lines };
  trees.push(tree);
  expect([platform, engine].every(lives)).toBe(true);
  return tree;
}

/** Linux tells who started whom. */
function descendants(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function commandOf(pid: number): string {
  return lives(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : '';
}

/** A process that ended and was not waited for yet is none that lives. */
function lives(pid: number): boolean {
  if (pid === 0 || !existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

async function untilGone({ platform, engine }: Tree): Promise<void> {
  while ([platform, engine].some(lives)) await pause(POLL_MS);
}

describe('the processes of the platform', () => {
  it('given npm, when it gets SIGTERM, then the platform stops and leaves port and folder', async () => {
    const tree = await started('npm', ['run', 'plumbline', '--', 'start']);
    tree.root.kill('SIGTERM');
    await tree.ended;
    await untilGone(tree);
    expect(tree.lines).toContain('stopped');
    await expect(fetch(tree.url)).rejects.toThrow();
  });

  it('given the command line, when it is killed, then the platform stops of itself, without a complaint', async () => {
    const tree = await started(process.execPath, [CLI, 'start']);
    tree.root.kill('SIGKILL');
    await untilGone(tree);
    expect(tree.lines.filter((line) => line.includes('EPIPE'))).toEqual([]);
  });

  it('given the command line, when a signal comes twice, then it stops once and ends with 0', async () => {
    const tree = await started(process.execPath, [CLI, 'start']);
    for (const pid of [tree.root.pid ?? 0, tree.platform]) process.kill(pid, 'SIGINT');
    tree.root.kill('SIGINT');
    const code = await tree.ended;
    expect(tree.lines.filter((line) => line.startsWith('stop'))).toEqual([
      expect.stringMatching(/^stopping/),
      'stopped',
    ]);
    expect(code).toBe(0);
  });

  it.each([['start'], ['demo']])(
    'given plumbline %s, when the platform dies, then it ends at once with its code',
    async (command) => {
      const tree = await started(process.execPath, [CLI, command]);
      process.kill(tree.platform, 'SIGKILL');
      const late = pause(5_000, 'late', { ref: false });
      expect(await Promise.race([tree.ended, late])).toBe(1);
      await untilGone(tree);
    },
  );

  it('given the demo, when it is interrupted while it simulates, then it ends with 0', async () => {
    const tree = await started(process.execPath, [CLI, 'demo']);
    tree.root.kill('SIGINT');
    expect(await tree.ended).toBe(0);
    await untilGone(tree);
  });
});

describe('the scripts that stay', () => {
  it('given package.json, then each hands its process over, so that npm’s signals reach it', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['start', 'demo', 'plumbline', 'bench']) expect(scripts[name]).toMatch(/^(.* && )?exec node /);
  });
});
