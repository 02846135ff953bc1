/** The parts that this process runs, in one Nest application. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

@Module({})
export class PlatformModule {
  static of(parts: readonly DynamicModule[]): DynamicModule {
    return { module: PlatformModule, imports: [CqrsModule.forRoot(), ...parts] };
  }
}
