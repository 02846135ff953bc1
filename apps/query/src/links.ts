/** Addresses of answers, so that a reader goes on from one to the next: relative to the host, ready to be asked for. */

export type AddressParameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** @param parameters those without a value are left out; several values stand with commas between them */
export function address(path: string, parameters: AddressParameters = {}): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => {
    const values = value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [String(value)];
    return values.length === 0 ? [] : [`${name}=${values.map(encodeURIComponent).join(',')}`];
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

export function caseAddress(family: string, caseId: string): string {
  return `/api/v1/cases/${family}/${encodeURIComponent(caseId)}`;
}

export function complaintAddress(caseId: string): string {
  return `/api/v1/complaints/${encodeURIComponent(caseId)}`;
}
