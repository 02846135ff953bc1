/** What the query API is told about the pipeline that feeds it: log ends and projector. */

export interface ProjectorState {
  readonly state: string;
  readonly cause?: string;
  readonly rebuild?: { readonly family: string; readonly done: number; readonly total: number };
  readonly lastTickMs: number;
  readonly freshnessSeconds: number;
  readonly projected: number;
  readonly deadLettered: number;
}

export interface LogEnds {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
  readonly committed: Readonly<Record<string, bigint>>;
}

export interface Pipeline {
  readonly projectorGroup: string;
  readonly projector: () => ProjectorState;
  readonly logEnds: () => Promise<readonly LogEnds[]>;
  readonly deadLetterEnds: () => Promise<readonly LogEnds[]>;
}
