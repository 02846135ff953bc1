/** The event log that the configuration names. */
import path from 'node:path';
import { EmbeddedEventLog, type EventLog } from '@plumbline/event-log';
import type { Configuration } from './configuration';
import type { Running } from './running';

export async function openEventLog(configuration: Configuration, running: Running): Promise<EventLog> {
  const directory = path.join(configuration.dataDir, 'log');
  const eventLog = await EmbeddedEventLog.open({ directory });
  running.stopLater(() => eventLog.close());
  const [end] = await eventLog.ends('events');
  running.log(`event log    ${directory} · ${end?.high ?? 0n} events`);
  return eventLog;
}
