/** Commands of `plumbline` for a test, each a process of its own, as built. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { CHECKOUT } from './checkout';

const ENTRY = path.join(CHECKOUT, 'dist/apps/cli/src/main.js');

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Command {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** @param onLine gets each line as it comes, of the output and of the errors */
export function startCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  onLine: (line: string) => void = () => undefined,
): Command {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = [child.stdout, child.stderr].map((stream) => {
    const lines: string[] = [];
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
    return lines;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) =>
      resolve({ code, output: output?.join('\n') ?? '', errors: errors?.join('\n') ?? '' }),
    ),
  );
  return { process: child, ended };
}

export function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startCommand(words, environment).ended;
}
