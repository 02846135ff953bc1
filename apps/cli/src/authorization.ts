/** What a call of the platform's API carries to be let in, where the platform asks for it. */

/** The header for the token of ACCESS_TOKEN; none where it is not set, as on loopback. */
export function authorization(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const token = environment['ACCESS_TOKEN'];
  return token ? { authorization: `Bearer ${token}` } : {};
}
