#!/usr/bin/env node
/** The command line of Plumbline: one file a command. */
import { Command } from 'commander';
import { version } from '../../../package.json';
import { CliError } from './cli-error';
import * as demo from './commands/demo';
import * as importFile from './commands/import';
import * as rebuild from './commands/rebuild';
import * as simulate from './commands/simulate';
import * as start from './commands/start';
import * as status from './commands/status';

async function main(): Promise<void> {
  const program = new Command('plumbline')
    .description('Service quality of a bank’s customer service centres, scored from events.')
    .version(version)
    .showHelpAfterError('(--help says what there is)')
    .showSuggestionAfterError();
  for (const command of [start, demo, simulate, importFile, rebuild, status]) command.register(program);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  if (!(error instanceof CliError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
});
