#!/usr/bin/env node
/** The command line of Plumbline: one file a command. */
import { commandLine, exitCodeOf } from './command-line';

/** Whoever reads may have seen enough (`| head`): the command does its work all the same. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

commandLine()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = exitCodeOf(error);
  });
