/** Status, liveness, readiness and Prometheus figures. */
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '@plumbline/problem';
import { GetStatus, type StatusAnswer } from './get-status.handler';
import { Metrics } from './metrics';
import type { Pipeline } from './pipeline';
import { PIPELINE } from './query.tokens';

/** A loop that has not turned for this long is taken for dead. */
const LONGEST_TICK_MS = 60_000;

interface TypedReply {
  type(mediaType: string): unknown;
}

@ApiTags('operations')
@Controller(['', 'api/v1'])
export class OperationsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly metrics: Metrics,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  @Get('status')
  @ApiOperation({ summary: 'Log ends, projector position, lag, freshness, counts, versions' })
  status(): Promise<StatusAnswer> {
    return this.queries.execute(new GetStatus());
  }

  @Get('health')
  @HttpCode(200)
  @ApiOperation({ summary: 'Liveness: whether the loop turns' })
  health(): { readonly status: 'up' } {
    const { lastTickMs } = this.pipeline.projector();
    if (lastTickMs > LONGEST_TICK_MS) {
      throw notUp(
        'projector_stalled',
        `The projector has not turned for ${Math.round(lastTickMs / 1000)} s. Restart the platform.`,
      );
    }
    return { status: 'up' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Readiness: whether scores can be read' })
  async ready(): Promise<{ readonly status: 'ready' }> {
    const status = await this.queries.execute(new GetStatus());
    if (!status.clickhouse.reachable)
      throw notUp('clickhouse_away', 'ClickHouse does not answer. Events are taken meanwhile.');
    if (status.projector.state === 'starting') throw notUp('starting', 'The projector is still preparing.');
    return { status: 'ready' };
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Figures in Prometheus’ text format' })
  async prometheus(@Res({ passthrough: true }) reply: TypedReply): Promise<string> {
    reply.type(this.metrics.contentType);
    return this.metrics.render(await this.queries.execute(new GetStatus()));
  }

  @Get('favicon.ico')
  @HttpCode(204)
  @ApiExcludeEndpoint()
  favicon(): void {}
}

function notUp(code: string, detail: string): Problem {
  return new Problem({ status: 503, code, title: 'The platform is not ready', detail, retryAfterSeconds: 1 });
}
