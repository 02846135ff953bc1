/** The use case "which branches": reference data as last registered. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Problem } from '@plumbline/problem';
import { readBranches, type WarehouseClient } from '@plumbline/warehouse';
import { WAREHOUSE } from './query.tokens';

export interface Branch {
  readonly branch: string;
  readonly name: string;
  readonly region: string;
  readonly peer_group: string;
}

export class GetBranches extends Query<readonly Branch[]> {
  /** @param branch only this one */
  constructor(readonly branch?: string) {
    super();
  }
}

@QueryHandler(GetBranches)
export class GetBranchesHandler implements IQueryHandler<GetBranches> {
  constructor(@Inject(WAREHOUSE) private readonly warehouse: WarehouseClient) {}

  async execute({ branch }: GetBranches): Promise<readonly Branch[]> {
    const all = await readBranches(this.warehouse);
    const branches = all.map(({ peerGroup, ...rest }) => ({ ...rest, peer_group: peerGroup }));
    return branch === undefined ? branches : [registered(branches, branch)];
  }
}

/** @throws Problem 404 where no registration names it */
export function registered(branches: readonly Branch[], code: string): Branch {
  const found = branches.find(({ branch }) => branch === code);
  if (found) return found;
  throw new Problem({
    status: 404,
    code: 'unknown_branch',
    title: 'The branch is not registered',
    detail: 'No branch_registered event names it. GET /api/v1/branches lists the branches.',
  });
}
