/** Injection token of the running projector. */
export const PROJECTOR = Symbol('PROJECTOR');
