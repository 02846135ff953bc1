/** GET /: a summary that a person can read, until the dashboards stand there. */
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { GetBranches } from './get-branches.handler';
import { GetScores } from './get-scores.handler';
import { GetStatus } from './get-status.handler';
import { renderHome } from './home-page';
import { TIME_ZONE } from './query.tokens';

@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'",
  )
  async home(): Promise<string> {
    const level = 'overall,dimension';
    const [bank, byBranch, branches, status] = await Promise.all([
      this.queries.execute(new GetScores({ level: 'overall,dimension,indicator' })),
      this.queries.execute(new GetScores({ level, by: 'branch' })),
      this.queries.execute(new GetBranches()),
      this.queries.execute(new GetStatus()),
    ]);
    return renderHome({ bank, byBranch, branches, status, timeZone: this.timeZone });
  }
}
