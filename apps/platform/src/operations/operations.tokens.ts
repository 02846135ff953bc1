/** Injection tokens of what the operations calls read. */
export const OPERATED_PROBES = Symbol('OPERATED_PROBES');
export const DRAIN = Symbol('DRAIN');
