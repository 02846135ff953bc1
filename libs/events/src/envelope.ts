/** The envelope: CloudEvents 1.0 with the extensions of the catalogue. `ingestedat` is the platform's own and never accepted. */
import { Formed, Identifier, Instant, OneOf, Optional } from './fields';
import { TRACE_STATE, URI_REFERENCE } from './text-forms';

export class Envelope {
  @OneOf(['1.0']) specversion: '1.0';
  /** With `source` the identity of the event. */
  @Identifier() id: string;
  @Identifier() source: string;
  @Identifier() type: string;
  /** When it happened. */
  @Instant() time: string;
  @Optional() @Identifier() branchid?: string;
  /** The case; taken from the data where left out. */
  @Optional() @Identifier() partitionkey?: string;
  @Optional() @Identifier() subject?: string;
  /** When the producer recorded it. */
  @Optional() @Instant() recordedtime?: string;
  @Optional() @Identifier() sequence?: string;
  @Optional() @Identifier() correlationid?: string;
  @Optional() @Identifier() causationid?: string;
  @Optional() @OneOf(['true', 'false']) simulated?: 'true' | 'false';
  @Optional() @OneOf(['application/json']) datacontenttype?: 'application/json';
  @Optional() @Formed(URI_REFERENCE) dataschema?: string;
  @Optional() @Identifier() traceparent?: string;
  @Optional() @Formed(TRACE_STATE) tracestate?: string;
}

/** An event as a producer sends it; `Data` is one of the data classes, e.g. `VisitArrived`. */
export interface CloudEvent<Data extends object = Record<string, unknown>> extends Envelope {
  readonly data: Data;
}
