/** Interviews with staff and customers, coded by two people on their own (clause 8.2.1(4)). Case: interview_id. */
import { CommonFields } from '../../common-fields';
import { type EventData, Family, field } from '../../family';
import { Clauses, Count, Identifier, NestedList, OneOf, Optional, StaffRef, VaultRef } from '../../fields';
import type { Violation } from '../../violation';
import { INTERVIEW_CONSTRUCTS, INTERVIEW_THEMES, type InterviewConstruct, type InterviewTheme } from './code-book';

export * from './code-book';

export class InterviewThemeFound {
  @OneOf(Object.keys(INTERVIEW_THEMES)) code: InterviewTheme;
  /** From -2 (very bad) to 2 (very good). */
  @Count({ unit: 'points', least: -2, most: 2 }) valence: number;
}

export class InterviewScore {
  @OneOf(Object.keys(INTERVIEW_CONSTRUCTS)) construct: InterviewConstruct;
  /** From 1 (poor) to 5 (excellent). */
  @Count({ unit: 'points', least: 1, most: 5 }) score: number;
  @StaffRef() coder_ref: string;
}

@Clauses('8.2.1(4)')
export class InterviewConducted extends CommonFields {
  @Identifier() interview_id: string;
  @OneOf(['customer', 'staff']) interviewee_kind: 'customer' | 'staff';
  @Optional() @Identifier() guide_version?: string;
  @NestedList(() => InterviewThemeFound) themes: InterviewThemeFound[];
  @NestedList(() => InterviewScore) scores: InterviewScore[];
  @Optional() @VaultRef() transcript_ref?: string;
  /** Proof that the interviewee agreed. */
  @Optional() @Identifier() consent_ref?: string;
}

/** A coder scores each construct once. */
function scoreRules({ scores }: EventData): readonly Violation[] {
  if (!Array.isArray(scores)) return [];
  const seen = new Set<string>();
  return scores.flatMap((score: unknown, index) => {
    if (typeof score !== 'object' || score === null) return [];
    const { construct, coder_ref: coder } = score as EventData;
    if (typeof construct !== 'string' || typeof coder !== 'string') return [];
    const key = JSON.stringify([construct, coder]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = 'A coder scores each construct once; leave the second score out.';
    return [{ pointer: `/data/scores/${index}`, code: 'repeated', message }];
  });
}

export const interview = new Family({
  name: 'interview',
  caseKey: field('interview_id'),
  events: { conducted: { data: InterviewConducted, rules: scoreRules } },
});
