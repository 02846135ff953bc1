// What the HTTP side and an engine thread say to each other. One query at a time per thread.
import type { Assignment } from './settings';

/** How a thread is to produce the answer. */
export type AnswerShape =
  /** Chunk by chunk: for formats whose chunks can simply follow each other. */
  | 'rows'
  /** In one piece: for formats with a head, a tail or column widths, which chDB would repeat for every chunk. */
  | 'document'
  /** No rows but counts of what was written. */
  | 'written';

export interface EngineQuery {
  readonly sql: string;
  readonly shape: AnswerShape;
  readonly defaultFormat: string;
  readonly database: string | undefined;
  readonly settings: readonly Assignment[];
  readonly parameters: readonly Assignment[];
  /** A connection to keep under this name, and to use again; undefined for one that ends with the query. */
  readonly sessionId: string | undefined;
}

/** Counts of a finished query; those the engine does not report are 0. */
export interface QueryCounts {
  readonly readRows: number;
  readonly readBytes: number;
  readonly writtenRows: number;
  readonly writtenBytes: number;
  readonly resultRows: number;
}

export type ToThread =
  | { readonly kind: 'run'; readonly query: EngineQuery }
  /** The receiver has taken one chunk and can take another. */
  | { readonly kind: 'taken' }
  /** Stop as soon as the engine returns; a KILL QUERY is under way on another connection. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'end-session'; readonly sessionId: string };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly counts: QueryCounts }
  | { readonly kind: 'failed'; readonly message: string };
