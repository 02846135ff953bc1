/** Whether the branches and regions of a filter are there at all: a typo is told, and not answered with nothing. */
import { nearestName } from '@plumbline/events';
import { Problem, type ProblemCause } from '@plumbline/problem';
import { readBranches, readBranchesWithFacts, type WarehouseClient } from '@plumbline/warehouse';
import type { ScoresQuestion } from './scores-question';

/** The region of branches that were registered without one, or not at all. */
const UNKNOWN = 'unknown';

/** @throws Problem 400 where no registration and no fact bears a branch, or no registration a region */
export async function refuseUnknownPlaces(
  warehouse: WarehouseClient,
  { branch, region }: Pick<ScoresQuestion['filters'], 'branch' | 'region'>,
): Promise<void> {
  if (branch.length === 0 && region.length === 0) return;
  const registered = await readBranches(warehouse);
  const branches = registered.map((each) => each.branch);
  const regions = [...new Set([...registered.map((each) => each.region), UNKNOWN])];
  const unregistered = branch.filter((name) => !branches.includes(name));
  const bearing = unregistered.length === 0 ? [] : await readBranchesWithFacts(warehouse, unregistered);
  const faults = [
    ...unregistered.filter((name) => !bearing.includes(name)).map((name) => unknown('branch', name, branches)),
    ...region.filter((name) => !regions.includes(name)).map((name) => unknown('region', name, regions)),
  ];
  if (faults.length === 0) return;
  throw new Problem({
    status: 400,
    code: 'invalid_parameter',
    title: 'A parameter is not valid',
    detail: faults.map(({ message }) => message).join(' '),
    errors: faults,
  });
}

function unknown(pointer: 'branch' | 'region', name: string, known: readonly string[]): ProblemCause {
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? 'GET /api/v1/branches lists what is registered.' : `Did you mean ${nearest}?`;
  return { pointer, code: `unknown_${pointer}`, message: `There is no ${pointer} "${name.slice(0, 64)}". ${hint}` };
}
