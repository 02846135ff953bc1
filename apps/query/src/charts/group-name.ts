/** The name under which a group is shown: a branch's registered name beside its code, else the code. */
import type { Branch } from '../get-branches.handler';

export function groupName(by: string, code: string, branches: readonly Branch[]): string {
  const name = by === 'branch' ? branches.find(({ branch }) => branch === code)?.name : undefined;
  return name ? `${code} ${name}` : code;
}
