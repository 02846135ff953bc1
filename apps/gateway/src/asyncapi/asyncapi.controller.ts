/** GET /api/v1/asyncapi.json: the topics of the event log, for those who read or write it themselves. */
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { version } from '../../../../package.json';
import { type AsyncApiDocument, asyncApiDocument } from './asyncapi-document';

@ApiTags('operations')
@Controller('api/v1/asyncapi.json')
export class AsyncApiController {
  private document: AsyncApiDocument | undefined;

  @Get()
  @ApiOperation({ summary: 'AsyncAPI 3 document of the log’s topics and messages' })
  @ApiResponse({ status: 200, description: 'The document.', schema: { type: 'object' } })
  asyncApi(): AsyncApiDocument {
    return (this.document ??= asyncApiDocument(version));
  }
}
