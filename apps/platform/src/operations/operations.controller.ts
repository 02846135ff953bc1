/** Liveness, readiness and Prometheus figures of the process, whichever parts it runs. */
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '@plumbline/problem';
import type { Drain } from './drain';
import { DRAIN, OPERATED_PROBES } from './operations.tokens';
import type { Fault, Probe } from './probe';
import { PROMETHEUS_MEDIA_TYPE, renderFigures } from './prometheus';

interface TypedReply {
  type(mediaType: string): unknown;
}

@ApiTags('operations')
@Controller(['', 'api/v1'])
export class OperationsController {
  constructor(
    @Inject(OPERATED_PROBES) private readonly probes: readonly Probe[],
    @Inject(DRAIN) private readonly drain: Drain,
  ) {}

  @Get('health')
  @HttpCode(200)
  @ApiOperation({ summary: 'Liveness: whether the process works at all' })
  health(): { readonly status: 'up' } {
    for (const probe of this.probes) refuseOn(probe.stalled());
    return { status: 'up' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Readiness: whether the process can do now what it is for' })
  async ready(): Promise<{ readonly status: 'ready'; readonly parts: readonly string[] }> {
    if (this.drain.isDraining) refuseOn({ code: 'stopping', detail: 'The process finishes its work and stops.' });
    for (const fault of await Promise.all(this.probes.map((probe) => probe.unready()))) refuseOn(fault);
    return { status: 'ready', parts: this.probes.map(({ part }) => part) };
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Figures in Prometheus’ text format' })
  async prometheus(@Res({ passthrough: true }) reply: TypedReply): Promise<string> {
    reply.type(PROMETHEUS_MEDIA_TYPE);
    return renderFigures((await Promise.all(this.probes.map((probe) => probe.figures()))).flat());
  }

  @Get('favicon.ico')
  @HttpCode(204)
  @ApiExcludeEndpoint()
  favicon(): void {}
}

function refuseOn(fault: Fault | undefined): void {
  if (fault) throw new Problem({ ...fault, status: 503, title: 'The process is not ready', retryAfterSeconds: 1 });
}
