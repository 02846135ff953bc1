/** Problem documents (RFC 9457): the one form in which every HTTP error of the platform is told. */

/** One cause, at one place of the input. */
export interface ProblemCause {
  /** JSON pointer into the body, or the name of a query parameter. */
  readonly pointer: string;
  /** Stable snake_case code. */
  readonly code: string;
  readonly message: string;
}

export interface ProblemDetails {
  readonly status: number;
  /** Stable snake_case code a caller can act on. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemCause[];
  /** Seconds after which another try makes sense. */
  readonly retryAfterSeconds?: number;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Thrown anywhere below an HTTP handler; becomes the answer. */
export class Problem extends Error {
  constructor(
    readonly details: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(details.detail ?? details.title, options);
    this.name = 'Problem';
  }
}

/** The document as sent. `traceId` finds the request in the log. */
export function problemDocument(details: ProblemDetails, traceId: string): Readonly<Record<string, unknown>> {
  const { status, code, title, detail, errors } = details;
  return {
    type: `urn:plumbline:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    traceId,
  };
}
