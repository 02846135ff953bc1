/** What is looked at before anything is started, so that a start that cannot succeed leaves nothing behind and says how to mend it. */
import { access, constants, mkdir } from 'node:fs/promises';
import net from 'node:net';
import type { Configuration } from './configuration';

/** A start that failed for a reason the user can mend. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** @throws StartError where the port is taken or may not be used */
export async function checkPort({ port, host }: Configuration): Promise<void> {
  if (port === 0) return;
  const server = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    await new Promise((resolve) => server.close(resolve));
  } catch (error) {
    throw new StartError(portFault(codeOf(error), port, host), { cause: error });
  }
}

/** Makes the data directory where it is missing. @throws StartError where it cannot be one */
export async function makeDataDirectory({ dataDir }: Configuration): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    throw new StartError(
      `The data directory ${dataDir} cannot be used (${codeOf(error)}). Make it a directory that this user may write, or choose another: DATA_DIR=./data2`,
      { cause: error },
    );
  }
}

function portFault(code: string, port: number, host: string): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Choose one from 1024 on: PORT=3000`;
  return `Port ${port} on ${host} cannot be listened on (${code}). Set HOST to an address of this machine, such as 127.0.0.1.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
