/** Pseudonyms of staff in imported files: keyed like those of customers, so that a list of names cannot be tried against them. */
import { Pseudonymiser } from '@plumbline/access';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError, EXIT } from '../cli-error';

const REF_LENGTH = 22;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes the platform's key: PSEUDONYM_KEY, PSEUDONYM_KEY_FILE, else the one that the platform made in DATA_DIR. None is ever made here:
 * under a key of its own, the same import given elsewhere would conflict with this one.
 * @throws CliError (exit code `EXIT.usage`) where there is none, or it cannot be used
 */
export async function staffPseudonyms(environment: Environment): Promise<(name: string) => string> {
  const pseudonymiser = await open(environment);
  return remembered((name) => `s_${pseudonymiser.customerRef(`staff/${name}`).slice(2, 2 + REF_LENGTH)}`);
}

async function open(environment: Environment): Promise<Pseudonymiser> {
  const dataDir = path.resolve(environment['DATA_DIR'] || './data');
  const found = await givenOrKept(environment, dataDir).catch((error: unknown) => {
    throw new CliError((error as Error).message, EXIT.usage, { cause: error });
  });
  if (found) return found;
  throw new CliError(
    `The mapping makes pseudonyms of staff, and there is no key for them in ${dataDir}. Set DATA_DIR to the platform's data directory, or PSEUDONYM_KEY to its key; where it has not started yet, start it first.`,
    EXIT.usage,
  );
}

async function givenOrKept(environment: Environment, dataDir: string): Promise<Pseudonymiser | undefined> {
  const file = environment['PSEUDONYM_KEY_FILE'];
  const key = environment['PSEUDONYM_KEY'] || (file ? readFileSync(file, 'utf8').trim() : undefined);
  return Pseudonymiser.openExisting({ key, dataDir });
}

export const PREVIEW_NOTE =
  'Staff stand here as s_preview_1, s_preview_2 …: a preview takes no key. The import gives them pseudonyms under the platform’s key.';

/** Numbers in place of pseudonyms, in the order in which staff appear: what is shown is worth nothing to whoever has a list of names. */
export function previewPseudonyms(): (name: string) => string {
  let staff = 0;
  return remembered(() => `s_preview_${(staff += 1)}`);
}

function remembered(make: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? make(name);
    known.set(name, found);
    return found;
  };
}
