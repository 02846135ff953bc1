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
export { exampleEvent, type ExampleEvent } from './example';
export * from './families';
export { isIdentifierPointer } from './identifier-pointer';
export { instantMs, isInstant } from './instant';
export { eventJsonSchemas, eventSchemaOf, type JsonSchema } from './json-schema';
export { mainEvents, type MainEvent, POSTED_ATTRIBUTES, postedSchema } from './main-events';
export { nearestName } from './nearest-name';
export { isStaffRef } from './text-forms';
export { validateEvent } from './validate';
export type { Violation } from './violation';
