import { CliError, EXIT, type ExitCode } from './cli-error';
import { commandLine, exitCodeOf } from './command-line';

async function exitCode(...words: string[]): Promise<ExitCode> {
  const program = commandLine();
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  }
  return program.parseAsync(['node', 'plumbline', ...words]).then(() => EXIT.ok, exitCodeOf);
}

describe('exit codes of the command line', () => {
  it.each([
    ['an unknown command', ['strat']],
    ['no command', []],
    ['an unknown option', ['status', '--jsno']],
    ['an unknown option of the whole', ['--jsno']],
    ['a required option that is missing', ['import', 'file.csv']],
    ['an argument that is missing', ['import', '--map', 'book']],
    ['an argument too many', ['status', 'now']],
    ['an option without its value', ['status', '--to']],
    ['a value that an option does not take', ['import', 'file.csv', '--map', 'book', '--preview', 'x']],
    ['an address that is none', ['status', '--to', 'nowhere']],
  ])('given %s, then it is 2', async (_what, words) => {
    const told = jest.spyOn(console, 'error').mockImplementation();
    expect(await exitCode(...words)).toBe(EXIT.usage);
    told.mockRestore();
  });

  it.each([[['--help']], [['--version']], [['help']], [['help', 'import']], [['import', '--help']]])(
    'given %s, then it is 0',
    async (words) => {
      expect(await exitCode(...words)).toBe(EXIT.ok);
    },
  );

  it('given an error with a code of its own, then it is that one; a fault of the program is thrown on', () => {
    const told = jest.spyOn(console, 'error').mockImplementation();
    expect(exitCodeOf(new CliError('No platform answers.', EXIT.gateway))).toBe(EXIT.gateway);
    expect(told).toHaveBeenCalledWith('No platform answers.');
    expect(() => exitCodeOf(new TypeError('a bug'))).toThrow(TypeError);
    told.mockRestore();
  });
});
