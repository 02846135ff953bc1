/** A reason why an event is refused. */
export interface Violation {
  /** JSON pointer to the place in the event. */
  readonly pointer: string;
  /** Stable snake_case code. */
  readonly code: string;
  /** What is wrong and how to mend it; never the refused value itself. */
  readonly message: string;
}

/** Most reasons that are told of one event. */
export const MOST_VIOLATIONS = 100;
