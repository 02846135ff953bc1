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
  stop(): Promise<void>;
}

/**
 * @param environment what is set for it beside this command's own environment
 * @throws CliError where the platform ends before it is ready; it has said why
 */
export async function startPlatformProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<PlatformProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', ENTRY], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const url = await firstReadyLine(child, ended);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, ended, stop };
}

function firstReadyLine(child: ChildProcess, ended: Promise<number>): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The platform has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      const url = READY.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => reject(new CliError('The platform did not start.', EXIT.gateway)));
  });
}

/** Starts the platform and stays with it until it ends or this command is interrupted; sets the exit code. */
export async function runPlatform(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const platform = await startPlatformProcess(environment);
  const interrupted = untilInterrupted();
  process.exitCode = await Promise.race([platform.ended, interrupted.then(() => platform.stop()).then(() => 0)]);
}
