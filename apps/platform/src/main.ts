/** The platform's process: start, say where it is, and stop cleanly on Ctrl-C, SIGTERM, or when the command that started it is gone. */
import 'reflect-metadata';
import { ConfigurationError, readConfiguration, type Role } from './configuration';
import { type Platform, startPlatform } from './platform';
import { StartError } from './start-checks';

/** A person at Ctrl-C waits less long than what stops the process of a fleet. */
const STOP_DEADLINE_MS: Readonly<Record<Role, number>> = {
  all: 5_000,
  gateway: 25_000,
  projector: 25_000,
  query: 25_000,
};
/** What of it is left to flush and close after the last request. */
const FLUSH_MS = 2_000;

async function main(): Promise<void> {
  const startedAt = Date.now();
  const configuration = readConfiguration(process.env);
  const stopDeadlineMs = STOP_DEADLINE_MS[configuration.role];
  const platform = await startPlatform(configuration, (line) => console.log(line), stopDeadlineMs - FLUSH_MS);
  // Before it says that it is ready: whoever reads that may ask it to stop.
  process.off('disconnect', leave);
  stopWhenAsked(platform, stopDeadlineMs);
  console.log(`time zone    ${configuration.timeZone}`);
  console.log(
    configuration.accessToken === undefined
      ? `access       no credentials: whoever reaches ${configuration.host} is admin`
      : 'access       bearer token',
  );
  console.log(
    `ready        ${platform.url} · API description ${platform.url}/docs · ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}

function stopWhenAsked(platform: Platform, stopDeadlineMs: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    console.log('stopping     finishing the batch in work');
    const deadline = setTimeout(() => {
      console.error(
        `stopping     took longer than ${stopDeadlineMs / 1000} s; leaving. Nothing accepted is lost: the rest is done at the next start.`,
      );
      process.exit(1);
    }, stopDeadlineMs);
    deadline.unref();
    platform.stop().then(
      () => {
        console.log('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(`stopping     failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  // Again and again: a signal to the whole group comes twice, from outside and from the command that started this.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The channel of whoever started this process with one: it closes however that ends, even by SIGKILL.
  process.on('disconnect', stop);
}

/** Until it is ready it ends at once, as by a signal: nothing was accepted yet. */
function leave(): void {
  process.exit(1);
}

/** Whoever read the output may be gone before this process has stopped. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Faults that a user can mend are told in a line, without a stack trace. */
function explain(error: unknown): string {
  const isForUser =
    error instanceof ConfigurationError ||
    error instanceof StartError ||
    (error instanceof Error && 'code' in error && !('syscall' in error));
  if (isForUser && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.stdout.on('error', ignoreBrokenPipe);
process.stderr.on('error', ignoreBrokenPipe);
process.on('disconnect', leave);
main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
