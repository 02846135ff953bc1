/** What ends a command with a message and an exit code instead of a stack trace. */

/** Exit codes of every command, told in `--help`. */
export const EXIT = {
  ok: 0,
  /** The work was done, and something in it was refused or could not be read: the summary says what. */
  findings: 1,
  /** The command line, a mapping or a file does not fit: nothing was done, or the message says what was. */
  usage: 2,
  /** The platform or the log cannot be reached or does not take what is sent; the same command may be given again. */
  gateway: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: ExitCode,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
