/**
 * One process per data directory: a socket named after the directory, which the system closes with the process, however it ends.
 * Whoever finds it taken asks it for the holder's process id.
 */
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { LogLocked } from '../errors';

const ANSWER_TIMEOUT_MS = 1_000;

export interface DirectoryLock {
  release(): Promise<void>;
}

/** @throws LogLocked where another process holds the directory */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const address = lockAddress(realpathSync(directory));
  const server = net.createServer((socket) => socket.end(String(process.pid)));
  const isTaken = !(await tryListen(server, address));
  if (isTaken) {
    const pid = await askHolder(address);
    if (pid !== undefined) throw new LogLocked(directory, pid);
    rmSync(address, { force: true }); // left behind by a killed process: only where sockets are files
    if (!(await tryListen(server, address))) throw new LogLocked(directory, 'unknown');
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** An abstract socket on Linux, which leaves no file behind; elsewhere a file whose name is short enough for a socket. */
function lockAddress(directory: string): string {
  const name = `plumbline-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  return process.platform === 'linux' ? `\0${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

function tryListen(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error);
    server.once('error', onError);
    server.listen(address, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

function askHolder(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(address);
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(answer || 'unknown'));
  });
}
