/** Limits that hold on every log. */

/** Largest value of a record: what a Kafka broker takes by default, less its envelope. */
export const LARGEST_RECORD_BYTES = 1_000_000;
