/** GET /evidence: the cases behind one number. */
import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CASE_OUTCOMES } from '@plumbline/indicators';
import { AS_OF, NOT_SETTLED } from '../as-of.openapi';
import { type AwaitedReply, leftSignal } from '../client-left';
import type { RawParameters } from '../parameters';
import { evidenceCsv } from './evidence-csv';
import { EVIDENCE_SCHEMA } from './evidence.openapi';
import { type EvidenceAnswer, GetEvidence } from './get-evidence.handler';

interface Reply extends AwaitedReply {
  header(name: string, value: string): unknown;
}

@ApiTags('evidence')
@Controller('api/v1')
export class EvidenceController {
  constructor(private readonly queries: QueryBus) {}

  @Get('evidence')
  @ApiOperation({
    summary: 'The cases behind one metric, with numerator, denominator and exclusion reason for each',
    description:
      'What the cases of all pages add to each measure is the sum in `totals`, which is what /scores computes the value from; excluded cases are listed with their reason. Rows stand by family (the metric’s own first, then contacts), day, branch and case. Pages follow `links.next`; as CSV, the header Link.',
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiQuery({ name: 'metric', required: true, description: 'One metric id, e.g. p1-wait-within-target-rate.' })
  @ApiQuery({ name: 'from', required: false, description: 'First local day; 90 days before `to` by default.' })
  @ApiQuery({ name: 'to', required: false, description: 'Day after the last; tomorrow by default.' })
  @ApiQuery({ name: 'branch', required: false, description: 'Comma-separated, as every group.' })
  @ApiQuery({ name: 'region', required: false })
  @ApiQuery({
    name: 'channel',
    required: false,
    description: 'Only where the metric’s cases carry it, as the next ones.',
  })
  @ApiQuery({ name: 'service_line', required: false })
  @ApiQuery({ name: 'service_item', required: false })
  @ApiQuery({ name: 'priority_class', required: false })
  @ApiQuery({ name: 'staff', required: false })
  @ApiQuery({
    name: 'outcome',
    required: false,
    description: `Comma-separated: ${CASE_OUTCOMES.join(', ')}; all by default. “met” speaks for a better value, “failed” against it.`,
  })
  @ApiQuery(AS_OF)
  @ApiQuery({ name: 'limit', required: false, description: 'Cases a page, 1 to 1,000; 100 by default.' })
  @ApiQuery({ name: 'cursor', required: false, description: 'From `links.next`; stable while events arrive.' })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv'] })
  @ApiResponse({ status: 200, description: 'A page of cases.', schema: EVIDENCE_SCHEMA })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters, as a problem document.' })
  @ApiResponse(NOT_SETTLED)
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  async evidence(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EvidenceAnswer | string> {
    const answer = await this.queries.execute(new GetEvidence(parameters, leftSignal(reply)));
    if (parameters['format'] !== 'csv') return answer;
    reply.type('text/csv; charset=utf-8');
    if (answer.links.next !== undefined) reply.header('Link', `<${answer.links.next}>; rel="next"`);
    return evidenceCsv(answer.cases, Object.keys(answer.totals.sums));
  }
}
