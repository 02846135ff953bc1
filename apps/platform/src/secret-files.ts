/** Secrets may stand in files, as container platforms hand them over: NAME_FILE names the file that holds NAME. */
import { readFileSync } from 'node:fs';
import { type Environment, SECRETS } from './variables';

/** The environment with the secrets that were given as files. @param faults gets what is wrong with them */
export function withSecretFiles(env: Environment, faults: string[]): Environment {
  const secrets = SECRETS.flatMap((name) => {
    const file = env[`${name}_FILE`];
    if (!file) return [];
    if (env[name]) faults.push(`${name} and ${name}_FILE are both set; keep one.`);
    try {
      return [[name, readFileSync(file, 'utf8').trim()]];
    } catch (error) {
      faults.push(`${name}_FILE is "${file}", which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
      return [];
    }
  });
  return { ...env, ...(Object.fromEntries(secrets) as Record<string, string>) };
}
