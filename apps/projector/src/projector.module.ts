/** The projector's own HTTP calls: rebuilds. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Projector } from './projector';
import { PROJECTOR } from './projector.tokens';
import { RebuildFamiliesHandler } from './rebuild-families.handler';
import { RebuildsController } from './rebuilds.controller';

@Module({})
export class ProjectorModule {
  static with(projector: Projector): DynamicModule {
    return {
      module: ProjectorModule,
      imports: [CqrsModule],
      controllers: [RebuildsController],
      providers: [RebuildFamiliesHandler, { provide: PROJECTOR, useValue: projector }],
    };
  }
}
