/** The parts of the platform, each with its probe and, where it answers HTTP, its Nest module; a process runs those of its role. */
import os from 'node:os';
import type { DynamicModule } from '@nestjs/common';
import { Pseudonymiser } from '@plumbline/access';
import type { EventLog, PartitionEnds } from '@plumbline/event-log';
import { type ProjectorReport, readProjectors, type WarehouseClient } from '@plumbline/warehouse';
import type { Door } from '../../gateway/src/accept-event';
import { GatewayModule } from '../../gateway/src/gateway.module';
import { IngestClock } from '../../gateway/src/ingest-clock';
import { IngestCounts } from '../../gateway/src/ingest-counts';
import { Projector, PROJECTOR_GROUP } from '../../projector/src/projector';
import { ProjectorModule } from '../../projector/src/projector.module';
import { ProjectorReporter } from '../../projector/src/projector-reporter';
import { QueryModule } from '../../query/src/query.module';
import type { Configuration } from './configuration';
import { openEventLog } from './event-log';
import { latestStampMs } from './latest-stamp';
import type { Probe } from './operations/probe';
import { logEndsSoon } from './operations/log-ends';
import { gatewayProbe, kafkaProbe, projectorProbe, queryProbe } from './operations/probes';
import type { Running } from './running';
import { SEND_TIMEOUT_MS, settledMs } from './settled';
import { openWarehouse } from './warehouse';

export interface Part {
  readonly probe: Probe;
  readonly module?: DynamicModule;
}

/** Starts the parts of the configured role, in the order of the data. */
export async function startParts(configuration: Configuration, running: Running): Promise<readonly Part[]> {
  const { log: eventLog, kafkaFigures } = await openEventLog(configuration, running);
  const kafka = kafkaFigures ? [{ probe: kafkaProbe(kafkaFigures) }] : [];
  const clock = new IngestClock(latestStampMs(eventLog));
  if (configuration.role === 'gateway') {
    const server = configuration.clickHouse && (await openWarehouse(configuration, running));
    return [...kafka, gatewayPart(eventLog, await openDoor(configuration), clock, server)];
  }
  const warehouse = await openWarehouse(configuration, running);
  // With Kafka there may be other gateways, of which nobody here knows what they are sending.
  const sentByOthersMs = (): number => (kafkaFigures ? Date.now() - SEND_TIMEOUT_MS : Number.POSITIVE_INFINITY);
  if (configuration.role === 'query') {
    const projectors = (): Promise<ProjectorReport[]> => readProjectors(warehouse).catch(() => []);
    return [...kafka, queryPart(configuration, eventLog, warehouse, projectors, sentByOthersMs)];
  }
  const projector = await startProjector(configuration, eventLog, warehouse, running);
  const projecting = { module: ProjectorModule.with(projector), probe: projectorProbe(projector, eventLog) };
  if (configuration.role === 'projector') return [...kafka, projecting];
  return [
    ...kafka,
    gatewayPart(eventLog, await openDoor(configuration), clock, warehouse),
    projecting,
    queryPart(
      configuration,
      eventLog,
      warehouse,
      async () => [projector.status()],
      () => Math.min(clock.settledMs(), sentByOthersMs()),
    ),
  ];
}

async function openDoor({ pseudonymKey, dataDir }: Configuration): Promise<Door> {
  return { pseudonymiser: await Pseudonymiser.open({ key: pseudonymKey, dataDir }), now: Date.now };
}

function gatewayPart(eventLog: EventLog, door: Door, clock: IngestClock, warehouse: WarehouseClient | undefined): Part {
  const counts = new IngestCounts();
  return {
    module: GatewayModule.with({ eventLog, door, clock, counts, warehouse }),
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
  projectors: () => Promise<readonly ProjectorReport[]>,
  sentByMs: () => number,
): Part {
  const logEnds = (): Promise<PartitionEnds[]> => logEndsSoon(eventLog, 'events');
  const pipeline = {
    projectorGroup: PROJECTOR_GROUP,
    projectors,
    logEnds,
    settledMs: () => settledMs(logEnds, projectors, sentByMs),
  };
  return {
    module: QueryModule.with({ warehouse, timeZone, pipeline }),
    probe: queryProbe(warehouse),
  };
}
