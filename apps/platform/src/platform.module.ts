/** All of the platform in one Nest application. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GatewayModule, type GatewayOptions } from '../../gateway/src/gateway.module';
import { ProjectorModule } from '../../projector/src/projector.module';
import type { Projector } from '../../projector/src/projector';
import { QueryModule, type QueryOptions } from '../../query/src/query.module';

export interface PlatformParts {
  readonly gateway: GatewayOptions;
  readonly projector: Projector;
  readonly query: QueryOptions;
}

@Module({})
export class PlatformModule {
  static with({ gateway, projector, query }: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        CqrsModule.forRoot(),
        GatewayModule.with(gateway),
        ProjectorModule.with(projector),
        QueryModule.with(query),
      ],
    };
  }
}
