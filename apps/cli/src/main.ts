#!/usr/bin/env node
/** The command line of Plumbline: one file a command. */
import { commandLine, exitCodeOf } from './command-line';

commandLine()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = exitCodeOf(error);
  });
