/** Which region each branch belongs to: that of its latest BranchRegistered. */
import { casesOf, firstCopies, type SentEvent } from './history';

export function branchRegions(events: readonly SentEvent[], nowMs: number): Map<string, string> {
  const registrations = casesOf(firstCopies(events, nowMs), 'reference')
    .flat()
    .filter(({ type }) => type === 'reference.branch_registered');
  const regions = new Map<string, string>();
  for (const { branch, data } of registrations) {
    const region = data['region'];
    regions.set(branch, typeof region === 'string' && region !== '' ? region : 'unknown');
  }
  return regions;
}
