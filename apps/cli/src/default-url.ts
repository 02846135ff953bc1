/** Where a platform answers that was started with the same environment. */

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/** PORT as the platform reads it. With 0 the system chooses one, which only the platform's own lines tell: then --to has to. */
export function defaultUrl(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const port = Number(environment['PORT']);
  const isSet = Number.isInteger(port) && port >= 1 && port <= HIGHEST_PORT;
  return `http://127.0.0.1:${isSet ? port : DEFAULT_PORT}`;
}
