/** Injection tokens of what the gateway is given. */
export const EVENT_LOG = Symbol('EVENT_LOG');
export const DOOR = Symbol('DOOR');
export const INGEST_CLOCK = Symbol('INGEST_CLOCK');
export const INGEST_COUNTS = Symbol('INGEST_COUNTS');
export const WAREHOUSE = Symbol('WAREHOUSE');
