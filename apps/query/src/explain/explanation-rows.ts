/**
 * An explanation in flat rows, for panels that read fields by name: a table of contributions, the change in its parts, a waterfall by
 * part, one by child, the movers, and a metric's strata, told apart by `section`. What a section has no use for is null, so that all rows have all fields.
 */
import type { Label, ModelNode } from '@plumbline/indicators';
import type { ChangeParts } from '@plumbline/scoring';
import type { ChangeOfStratum } from './change';
import type { Explanation } from './explanation';

export const SECTIONS = ['contributions', 'parts', 'change_by_part', 'change_by_child', 'movers', 'strata'] as const;
export type Section = (typeof SECTIONS)[number];

export interface ExplanationRow {
  readonly section: Section;
  /** From 0 in each section. */
  readonly position: number;
  /** A node's id; of a waterfall also `previous`, the name of a part, and `current`; of a stratum what its cases share. */
  readonly id: string;
  /** Of which node the explanation says more: of a stratum, its metric; null where the row is no node's. */
  readonly node_id: string | null;
  readonly name_zh: string;
  readonly name_en: string;
  /**
   * Points of the node's score: a contribution, a step of a waterfall (its ends: the whole score), what a mover did. Of a stratum:
   * what it adds to the value, in the metric's unit.
   */
  readonly amount: number | null;
  /** Of a waterfall: where the bar begins and ends. */
  readonly start: number | null;
  readonly end: number | null;
  readonly score: number | null;
  readonly status: string | null;
  readonly n: number | null;
  readonly weight: number | null;
  readonly share: number | null;
  /** What it did to the change since the period before; of a stratum, in the metric's unit. */
  readonly change: number | null;
  readonly performance: number | null;
  readonly mix: number | null;
  readonly scheme: number | null;
  readonly coverage: number | null;
}

type Filled = Partial<ExplanationRow> & { readonly id: string; readonly name: Label };

const EMPTY = {
  node_id: null, amount: null, start: null, end: null, score: null, status: null, n: null, weight: null, share: null,
  change: null, performance: null, mix: null, scheme: null, coverage: null,
} as const; // prettier-ignore

const ENDS = { previous: { zh: '上期', en: 'Previous' }, current: { zh: '本期', en: 'Current' } };
const PARTS: readonly (readonly [part: keyof ChangeParts, name: Label])[] = [
  ['performance', { zh: '表现', en: 'Performance' }],
  ['mix', { zh: '构成', en: 'Mix' }],
  ['scheme', { zh: '方案', en: 'Scheme' }],
  ['coverage', { zh: '覆盖', en: 'Coverage' }],
];
const NOT_TOLD_APART: Label = { zh: '未区分', en: 'Not told apart' };

export function explanationRows(node: ModelNode, explanation: Omit<Explanation, 'meta'>): ExplanationRow[] {
  const { contributions, change } = explanation;
  const { parts } = change;
  const changes = new Map(change.children.map((child) => [child.id, child]));
  return [
    ...section(
      'contributions',
      contributions.map(({ id, name, score, status, n, weight, share, contribution }) => ({
        id,
        node_id: id,
        name,
        amount: contribution,
        score,
        status,
        n,
        weight,
        share,
        change: changes.get(id)?.change ?? null,
        ...changes.get(id)?.parts,
      })),
    ),
    ...section('parts', parts ? PARTS.map(([id, name]) => ({ id, name, amount: parts[id] })) : []),
    ...section('change_by_part', waterfall(explanation, parts ? PARTS.map(([id, name]) => [id, name, parts[id]]) : [])),
    ...section(
      'change_by_child',
      node.level === 'metric'
        ? []
        : waterfall(
            explanation,
            change.children.map(({ id, name, change: step }) => [id, name, step]),
          ),
    ),
    ...section(
      'movers',
      change.movers.map(({ id, name, change: amount, parts: own }) => ({
        id,
        node_id: id,
        name,
        amount,
        change: amount,
        ...own,
      })),
    ),
    ...section(
      'strata',
      strataOf(explanation).map((stratum) => ({ ...stratum, node_id: node.id })),
    ),
  ];
}

/** The score before, its steps, and the score; nothing where there is no change to speak of. */
function waterfall(
  { row, change }: Omit<Explanation, 'meta'>,
  steps: readonly (readonly [id: string, name: Label, step: number])[],
): Filled[] {
  if (change.score === null || row.score === null || steps.length === 0) return [];
  let level = change.score;
  return [
    { id: 'previous', name: ENDS.previous, amount: level, start: 0, end: level },
    ...steps.map(([id, name, amount]) => {
      const start = level;
      level += amount;
      return { id, name, amount, start, end: level };
    }),
    { id: 'current', name: ENDS.current, amount: row.score, start: 0, end: row.score },
  ];
}

/** Those of this period, then those that are gone since the period before. */
function strataOf({ strata = [], change }: Omit<Explanation, 'meta'>): Filled[] {
  const changes = new Map(change.value?.strata.map((stratum) => [JSON.stringify(stratum.stratum), stratum]));
  const here = strata.map(({ stratum, n, share, mean, contribution }) => {
    const key = JSON.stringify(stratum);
    const own = changes.get(key);
    changes.delete(key);
    return { ...stratumName(stratum), amount: contribution, score: mean, n, share, ...changeFields(own) };
  });
  return [...here, ...[...changes.values()].map((gone) => ({ ...stratumName(gone.stratum), ...changeFields(gone) }))];
}

function stratumName(stratum: ChangeOfStratum['stratum']): Pick<Filled, 'id' | 'name'> {
  if (stratum === null) return { id: '', name: NOT_TOLD_APART };
  const parts = Object.values(stratum);
  return { id: parts.join('|'), name: labelOf(parts.join(' · ')) };
}

function changeFields(stratum: ChangeOfStratum | undefined): Partial<ExplanationRow> {
  return stratum ? { change: stratum.change, performance: stratum.performance, mix: stratum.mix } : {};
}

function labelOf(text: string): Label {
  return { zh: text, en: text };
}

function section(name: Section, rows: readonly Filled[]): ExplanationRow[] {
  return rows.map(({ name: label, ...row }, position) => ({
    section: name,
    position,
    ...EMPTY,
    ...row,
    name_zh: label.zh,
    name_en: label.en,
  }));
}
