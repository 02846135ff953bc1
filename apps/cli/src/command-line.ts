/** The commands, and the exit code of a command line. */
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { CliError, EXIT, type ExitCode } from './cli-error';
import * as deadLetters from './commands/dead-letters';
import * as demo from './commands/demo';
import * as importFile from './commands/import';
import * as log from './commands/log';
import * as parts from './commands/parts';
import * as rebuild from './commands/rebuild';
import * as simulate from './commands/simulate';
import * as start from './commands/start';
import * as status from './commands/status';
import * as topics from './commands/topics';

export function commandLine(): Command {
  const program = new Command('plumbline')
    .description('Service quality of a bank’s customer service centres, scored from events.')
    .version(version)
    .showHelpAfterError('(--help says what there is)')
    .showSuggestionAfterError()
    // Before the commands, which inherit it.
    .exitOverride();
  for (const command of [start, demo, simulate, importFile, rebuild, deadLetters, status, parts, topics, log])
    command.register(program);
  return program;
}

/**
 * The exit code that an error stands for; its message is printed, unless commander has done so.
 * @throws the error itself where it is a fault of the program
 */
export function exitCodeOf(error: unknown): ExitCode {
  // Help and version end a command line as errors do, with 0; all else is a command line that does not fit.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(error instanceof CliError)) throw error;
  console.error(error.message);
  return error.exitCode;
}
