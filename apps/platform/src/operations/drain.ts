/** Set when the process was asked to stop: it finishes what it has, and wants no more. */
export interface Drain {
  isDraining: boolean;
}
