/** `plumbline status`: how a running platform is. */
import type { Command } from 'commander';
import { PlatformClient } from '../platform/platform-client';
import { defaultUrl } from '../default-url';

export function register(program: Command): void {
  program
    .command('status')
    .description('Say how a running platform is: events, lag, freshness, dead letters.')
    .option('--to <url>', 'address of the platform', defaultUrl())
    .option('--json', 'print the status as JSON')
    .action(async ({ to, json }: { to: string; json?: true }) => {
      const status = await new PlatformClient(to).status();
      if (json) {
        console.log(JSON.stringify(status));
        return;
      }
      const { projectors, lag } = status;
      console.log(`events        ${inWords(status.log.events)} in the log`);
      if (projectors.length === 0) console.log('projector     none runs');
      for (const { name, state, cause, rebuild } of projectors) {
        console.log(`projector     ${name}: ${state}${cause === undefined ? '' : `, ${cause}`}`);
        if (rebuild)
          console.log(`rebuild       ${rebuild.family}: ${inWords(rebuild.done)} of ${inWords(rebuild.total)} cases`);
      }
      const seconds = lag.seconds === null ? '' : `, ${lag.seconds.toFixed(1)} s`;
      console.log(`lag           ${inWords(lag.events)} events${seconds}`);
      console.log(`dead letters  ${status.dead_letters ?? 'not known while ClickHouse is away'}`);
      console.log(`clickhouse    ${status.clickhouse.reachable ? 'answers' : 'does not answer'}`);
      console.log(`time zone     ${status.time_zone}`);
    });
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}
