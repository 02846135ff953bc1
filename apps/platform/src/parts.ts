/** The parts of the platform, each with its probe and, where it answers HTTP, its Nest module; a process runs those of its role. */
import os from 'node:os';
import type { DynamicModule } from '@nestjs/common';
import { Pseudonymiser } from '@plumbline/access';
import type { EventLog } from '@plumbline/event-log';
import { readProjectors, type WarehouseClient } from '@plumbline/warehouse';
import { GatewayModule } from '../../gateway/src/gateway.module';
import { IngestCounts } from '../../gateway/src/ingest-counts';
import { Projector, PROJECTOR_GROUP } from '../../projector/src/projector';
import { ProjectorModule } from '../../projector/src/projector.module';
import { ProjectorReporter } from '../../projector/src/projector-reporter';
import { QueryModule, type QueryOptions } from '../../query/src/query.module';
import type { Configuration } from './configuration';
import { openEventLog } from './event-log';
import type { Probe } from './operations/probe';
import { logEndsSoon } from './operations/log-ends';
import { gatewayProbe, kafkaProbe, projectorProbe, queryProbe } from './operations/probes';
import type { Running } from './running';
import { openWarehouse } from './warehouse';

export interface Part {
  readonly probe: Probe;
  readonly module?: DynamicModule;
}

/** Starts the parts of the configured role, in the order of the data. */
export async function startParts(configuration: Configuration, running: Running): Promise<readonly Part[]> {
  const { log: eventLog, kafkaFigures } = await openEventLog(configuration, running);
  const kafka = kafkaFigures ? [{ probe: kafkaProbe(kafkaFigures) }] : [];
  if (configuration.role === 'gateway') return [...kafka, await startGateway(configuration, eventLog)];
  const warehouse = await openWarehouse(configuration, running);
  if (configuration.role === 'query') {
    const projectors = (): ReturnType<typeof readProjectors> => readProjectors(warehouse).catch(() => []);
    return [...kafka, queryPart(configuration, eventLog, warehouse, projectors)];
  }
  const projector = await startProjector(configuration, eventLog, warehouse, running);
  const projecting = { module: ProjectorModule.with(projector), probe: projectorProbe(projector, eventLog) };
  if (configuration.role === 'projector') return [...kafka, projecting];
  return [
    ...kafka,
    await startGateway(configuration, eventLog),
    projecting,
    queryPart(configuration, eventLog, warehouse, async () => [projector.status()]),
  ];
}

async function startGateway({ pseudonymKey, dataDir }: Configuration, eventLog: EventLog): Promise<Part> {
  const pseudonymiser = await Pseudonymiser.open({ key: pseudonymKey, dataDir });
  const counts = new IngestCounts();
  return {
    module: GatewayModule.with({ eventLog, pseudonymiser, counts }),
    probe: gatewayProbe(eventLog, counts),
  };
}

async function startProjector(
  { role, timeZone, clickHouse }: Configuration,
  eventLog: EventLog,
  warehouse: WarehouseClient,
  running: Running,
): Promise<Projector> {
  const name = role === 'all' ? 'main' : `${os.hostname()}_${process.pid}`.replaceAll(/\W/g, '_');
  const projector = new Projector(eventLog, warehouse, { timeZone, name, log: running.log });
  const started = projector.start();
  running.stopLater(() => projector.stop());
  // The embedded engine answers at once; a server may be away, which the projector waits out.
  if (!clickHouse) await started;
  if (role === 'projector') {
    const reporter = new ProjectorReporter(projector, warehouse);
    reporter.start();
    running.stopLater(() => reporter.stop());
  }
  return projector;
}

function queryPart(
  { timeZone }: Configuration,
  eventLog: EventLog,
  warehouse: WarehouseClient,
  projectors: QueryOptions['pipeline']['projectors'],
): Part {
  const pipeline = {
    projectorGroup: PROJECTOR_GROUP,
    projectors,
    logEnds: () => logEndsSoon(eventLog, 'events'),
    deadLetterEnds: () => logEndsSoon(eventLog, 'dead-letters'),
  };
  return {
    module: QueryModule.with({ warehouse, timeZone, pipeline }),
    probe: queryProbe(warehouse, eventLog),
  };
}
