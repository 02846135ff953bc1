/** Liveness, readiness and figures as a Nest module: give it the probes of the parts that run here. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Drain } from './drain';
import { OperationsController } from './operations.controller';
import { DRAIN, OPERATED_PROBES } from './operations.tokens';
import type { Probe } from './probe';

@Module({})
export class OperationsModule {
  static with(probes: readonly Probe[], drain: Drain): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsController],
      providers: [
        { provide: OPERATED_PROBES, useValue: probes },
        { provide: DRAIN, useValue: drain },
      ],
    };
  }
}
