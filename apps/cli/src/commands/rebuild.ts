/** `plumbline rebuild`: facts and daily sums anew from the stored events, while reads go on. */
import type { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { CliError } from '../cli-error';
import { defaultUrl } from '../default-url';
import { ConnectionBroken, PlatformClient } from '../platform/platform-client';
import { startProgress } from '../progress';

const POLL_MS = 200;

export function register(program: Command): void {
  program
    .command('rebuild')
    .description('Make facts and daily sums anew from the stored events, while reads go on.')
    .argument('[families...]', 'families of events, such as visit or complaint; all when left out')
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--json', 'print the result as JSON')
    .action(async (families: string[], { to, json }: { to: string; json?: true }) => {
      const platform = new PlatformClient(to);
      const done = { value: false };
      const showing = showProgress(platform, done, json === true);
      try {
        const result = await platform.rebuild(families).catch(explainBroken);
        done.value = true;
        await showing;
        console.log(
          json ? JSON.stringify(result) : `Rebuilt ${result.families.join(', ')} in ${result.seconds.toFixed(1)} s.`,
        );
      } finally {
        done.value = true;
      }
    });
}

/** The platform rebuilds for nobody in particular: it goes on without whoever asked. */
function explainBroken(error: unknown): never {
  if (!(error instanceof ConnectionBroken)) throw error;
  throw new CliError(
    `${error.message} Where the platform still runs, the rebuild goes on: see "plumbline status".`,
    error.exitCode,
    { cause: error },
  );
}

/** Follows the rebuild in the platform's status; a status that cannot be read is simply not shown. */
async function showProgress(platform: PlatformClient, done: { value: boolean }, silent: boolean): Promise<void> {
  let family = '';
  let progress: ReturnType<typeof startProgress> | undefined;
  while (!done.value) {
    const rebuild = await platform.status().then(
      (status) => status.projectors.find((projector) => projector.rebuild !== undefined)?.rebuild,
      () => undefined,
    );
    if (rebuild && rebuild.family !== family) {
      progress?.stop();
      family = rebuild.family;
      progress = startProgress({ label: family, total: rebuild.total, silent });
    }
    if (rebuild) progress?.update(rebuild.done, `${rebuild.done.toLocaleString('en')} cases`);
    await pause(POLL_MS);
  }
  progress?.stop();
}
