/** The event log: port and adapters. */
export * from './dead-letters';
export { EmbeddedEventLog, type EmbeddedEventLogOptions } from './embedded/embedded-event-log';
export * from './errors';
export { LARGEST_RECORD_BYTES } from './limits';
export { MemoryEventLog } from './memory/memory-event-log';
export * from './port';
