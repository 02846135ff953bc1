/** Where a path of the platform's API is, from the address that was given. */
import { CliError, EXIT } from './cli-error';

/**
 * @param url base address of the platform, with or without a path of its own @param path with its query, from the root of the API
 * @throws CliError (exit code `EXIT.usage`) where the address is none
 */
export function endpointOf(url: string, path: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:') {
    throw new CliError(`"${url}" is not an address of a platform; give one such as http://127.0.0.1:3000.`, EXIT.usage);
  }
  return new URL(`${base.pathname.replace(/\/$/, '')}${path}`, base);
}
