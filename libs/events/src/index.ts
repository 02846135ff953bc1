/** The vocabulary of the platform: envelope, event families, validation, codec. */
export { caseKeyOf, subjectOf } from './case-key';
export { allEventTypes, currentTypeOf, type EventType, wireType } from './catalogue';
export { decode, type StoredEvent } from './codec';
export {
  type Channel,
  CHANNELS,
  type PriorityClass,
  PRIORITY_CLASSES,
  type ServiceLine,
  SERVICE_LINES,
} from './common-fields';
export type { CloudEvent } from './envelope';
export * from './families';
export { isIdentifierPointer } from './identifier-pointer';
export { instantMs, isInstant } from './instant';
export { eventJsonSchemas, type JsonSchema } from './json-schema';
export { nearestName } from './nearest-name';
export { validateEvent } from './validate';
export type { Violation } from './violation';
