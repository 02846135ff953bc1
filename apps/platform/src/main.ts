/** The platform's process: start, say where it is, and stop cleanly on Ctrl-C or SIGTERM. */
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
  console.log(`time zone    ${configuration.timeZone}`);
  console.log(
    configuration.accessToken === undefined
      ? `access       no credentials: whoever reaches ${configuration.host} is admin`
      : 'access       bearer token',
  );
  console.log(
    `ready        ${platform.url} · API description ${platform.url}/docs · ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  stopOnSignal(platform, stopDeadlineMs);
}

function stopOnSignal(platform: Platform, stopDeadlineMs: number): void {
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
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
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

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
