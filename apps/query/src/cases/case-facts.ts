/** The facts of a case: what its events fold into, and every place where it stands or could have stood. */
import type { CaseFact } from '@plumbline/warehouse';

export interface FoldedFacts {
  /** The columns of the fact: slices, instants in UTC, outcomes. */
  readonly columns: Readonly<Record<string, unknown>>;
  /** A cohort is the clock that gives the case its day; `live` where it stands. */
  readonly places: readonly {
    readonly cohort: string;
    readonly day: string;
    readonly branch: string;
    readonly live: boolean;
  }[];
}

/** One for a case; of surveys one for each response. */
export function foldedFacts(facts: readonly CaseFact[]): FoldedFacts[] {
  return [...new Set(facts.map(({ columns }) => columns))].map((columns) => ({
    columns: JSON.parse(columns) as FoldedFacts['columns'],
    places: facts
      .filter((fact) => fact.columns === columns)
      .map(({ cohort, day, branch, live }) => ({ cohort, day, branch, live })),
  }));
}
