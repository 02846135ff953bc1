/** The event log: port and adapters. */
export { type CopyProgress, copyLog, type TopicCopy } from './copy/copy-log';
export * from './dead-letters';
export { EmbeddedEventLog, type EmbeddedEventLogOptions } from './embedded/embedded-event-log';
export * from './errors';
export type { KafkaConnection } from './kafka/connection';
export { type KafkaEnvironment, KAFKA_VARIABLES, readKafkaEnvironment } from './kafka/environment';
export { KafkaEventLog, type KafkaEventLogOptions, type KafkaFigures } from './kafka/kafka-event-log';
export { partitionOf } from './kafka/partitioner';
export { readTopicSpecifications, type TopicSpecification } from './kafka/topic-specification';
export { applyTopics, assertTopics, diffTopics, type TopicDifference, type TopicsOptions } from './kafka/topics';
export { LARGEST_RECORD_BYTES } from './limits';
export { MemoryEventLog } from './memory/memory-event-log';
export * from './port';
