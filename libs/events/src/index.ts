/** The vocabulary of the platform: envelope, event families, validation, codec. */
export { allEventTypes, currentTypeOf, type EventType, wireType } from './catalogue';
export { caseKeyOf, subjectOf } from './case-key';
export { decode, type StoredEvent } from './codec';
export { CHANNELS, PRIORITY_CLASSES, SERVICE_LINES } from './common-fields';
export { isIdentifierPointer } from './identifier-pointer';
export { isInstant } from './instant';
export { eventJsonSchemas, type JsonSchema } from './json-schema';
export { nearestName } from './nearest-name';
export { validateEvent } from './validate';
export type { Violation } from './violation';
export * from './families/complaint/complaint';
export * from './families/reference/reference';
export * from './families/survey/survey';
export * from './families/transaction/transaction';
export * from './families/visit/visit';
