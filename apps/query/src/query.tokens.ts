/** Injection tokens of what the query API is given. */
export const WAREHOUSE = Symbol('WAREHOUSE');
export const TIME_ZONE = Symbol('TIME_ZONE');
export const PIPELINE = Symbol('PIPELINE');
