/** Addresses with parameters. */

export type AddressParameters = Readonly<Record<string, string | undefined>>;

/** @param parameters those without a value are left out */
export function address(path: string, parameters: AddressParameters): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
