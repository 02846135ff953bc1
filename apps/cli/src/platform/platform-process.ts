/** The platform as a child process: started with this command's environment, its lines passed on, stopped with this command. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { CliError, EXIT } from '../cli-error';
import { untilInterrupted } from '../until-interrupted';

const ENTRY = path.join(__dirname, '../../../platform/src/main.js');
const READY = /^ready\s+(http\S+)/;

export interface PlatformProcess {
  readonly url: string;
  /** Resolves with the exit code when it ends. */
  readonly ended: Promise<number>;
  /** Resolves when this command is interrupted; the platform is then told to stop. */
  readonly interrupted: Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param environment what is set for it beside this command's own environment
 * @throws CliError where the platform ends before it is ready (it has said why), or this command is interrupted before
 */
export async function startPlatformProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<PlatformProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', ENTRY], {
    env: { ...process.env, ...environment },
    // The channel is for its end alone: the platform stops when this process is gone, however it went.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const interrupted = untilInterrupted();
  void interrupted.then(stop);
  const early = Promise.race([
    interrupted.then(() => 'Interrupted before the platform was ready.'),
    ended.then(() => 'The platform did not start.'),
  ]);
  const url = await Promise.race([firstReadyLine(child), early.then(refuse)]);
  return { url, ended, interrupted, stop };
}

function refuse(message: string): never {
  throw new CliError(message, EXIT.gateway);
}

function firstReadyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stdout) throw new Error('The platform has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      const url = READY.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Starts the platform and stays with it until it ends, which an interruption makes it do; sets the exit code. */
export async function runPlatform(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const platform = await startPlatformProcess(environment);
  process.exitCode = await platform.ended;
}
