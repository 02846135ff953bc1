/** Pseudonyms of staff in imported files: keyed like those of customers, so that a list of names cannot be tried against them. */
import { Pseudonymiser } from '@plumbline/access';
import path from 'node:path';

const REF_LENGTH = 22;

/** Takes the platform's key: PSEUDONYM_KEY, else the one in DATA_DIR. */
export async function staffPseudonyms(): Promise<(name: string) => string> {
  const pseudonymiser = await Pseudonymiser.open({
    key: process.env['PSEUDONYM_KEY'] || undefined,
    dataDir: path.resolve(process.env['DATA_DIR'] || './data'),
  });
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? `s_${pseudonymiser.customerRef(`staff/${name}`).slice(2, 2 + REF_LENGTH)}`;
    known.set(name, found);
    return found;
  };
}
