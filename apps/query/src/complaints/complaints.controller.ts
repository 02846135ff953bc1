/** GET /complaints: the ledger with both clocks, and one complaint with its time line. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { COMPLAINT_STATES } from '@plumbline/warehouse';
import { AS_OF, NOT_SETTLED } from '../as-of.openapi';
import { type AwaitedReply, leftSignal } from '../client-left';
import type { RawParameters } from '../parameters';
import { COMPLAINT_SCHEMA, COMPLAINTS_SCHEMA } from './complaints.openapi';
import { type ComplaintAnswer, GetComplaint } from './get-complaint.handler';
import { type ComplaintsAnswer, GetComplaints } from './get-complaints.handler';

@ApiTags('complaints')
@Controller('api/v1')
export class ComplaintsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('complaints')
  @ApiOperation({
    summary: 'The ledger of complaints with the handbook’s and the regulator’s clock',
    description:
      'The handbook’s clock: a reply within five working days of the end of handling, moved by approved extensions in time. The regulator’s: a decision within 15 calendar days of the receipt, 30 or 60 where it was extended and the customer was told. Open complaints are judged on the local day of `as_of`; a limit is overrun once its day is over.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'First local day of registration; no limit by default.' })
  @ApiQuery({ name: 'to', required: false, description: 'Day after the last; no limit by default.' })
  @ApiQuery({ name: 'branch', required: false, description: 'Comma-separated, as all that follow.' })
  @ApiQuery({ name: 'region', required: false })
  @ApiQuery({
    name: 'state',
    required: false,
    description: `${COMPLAINT_STATES.join(', ')}. “open” means neither clock has run out, “overdue” that one has.`,
  })
  @ApiQuery({ name: 'category', required: false, description: 'service, business, technical, other, unknown.' })
  @ApiQuery({ name: 'cause', required: false, description: 'Cause codes, such as attitude; unknown for none.' })
  @ApiQuery(AS_OF)
  @ApiQuery({ name: 'limit', required: false, description: 'Complaints a page, 1 to 1,000; 100 by default.' })
  @ApiQuery({ name: 'cursor', required: false, description: 'From `links.next`; stable while events arrive.' })
  @ApiResponse({ status: 200, description: 'A page of the ledger.', schema: COMPLAINTS_SCHEMA })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters, as a problem document.' })
  @ApiResponse(NOT_SETTLED)
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  complaints(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<ComplaintsAnswer> {
    return this.queries.execute(new GetComplaints(parameters, leftSignal(reply)));
  }

  @Get('complaints/:complaint_id')
  @ApiOperation({ summary: 'One complaint: both clocks, the stage reached, and its time line' })
  @ApiResponse({ status: 200, description: 'The complaint.', schema: COMPLAINT_SCHEMA })
  @ApiQuery(AS_OF)
  @ApiResponse({ status: 404, description: 'No event names the complaint, or all of them are voided.' })
  @ApiResponse(NOT_SETTLED)
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  complaint(@Param('complaint_id') complaintId: string, @Query() parameters: RawParameters): Promise<ComplaintAnswer> {
    return this.queries.execute(new GetComplaint(complaintId, parameters));
  }
}
