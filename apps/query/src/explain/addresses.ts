/** The addresses that lead from a score to its explanation, and from there to its parts, its whole, its cases. */
import { type ModelNode, parentOf } from '@plumbline/indicators';
import { address, type AddressParameters } from '../links';
import type { RawParameters } from '../parameters';
import type { DayRange } from '../previous-period';
import type { ScoresQuestion } from '../scores-question';

const SCORES = '/api/v1/scores';
const EXPLAIN = '/api/v1/scores/explain';
const EVIDENCE = '/api/v1/evidence';

/** What says which number of a cell is told, and how; the rest of the parameters says which cell. */
const NOT_OF_THE_CELL = ['id', 'level', 'by', 'compare', 'format', 'from', 'to', 'grain', 'time'];

export interface ExplanationLinks {
  readonly self: string;
  /** Explains the node above; absent above the overall score. */
  readonly parent?: string;
  /** The same score as a row. */
  readonly scores: string;
  /** Explains the same score in the period before. */
  readonly previous: string;
  /** The cases behind a metric; absent above metrics. */
  readonly evidence?: string;
}

/** Addresses of one cell: its days, grain and whatever else was asked for. */
export class CellAddresses {
  private readonly cell: AddressParameters;

  constructor(
    private readonly parameters: RawParameters,
    private readonly range: DayRange,
    private readonly grain: ScoresQuestion['grain'],
  ) {
    this.cell = cellParameters(parameters);
  }

  explain({ id }: Pick<ModelNode, 'id'>, range: DayRange = this.range): string {
    return address(EXPLAIN, { id, ...range, ...grainParameter(this.grain), ...this.cell });
  }

  linksOf(node: ModelNode, previous: DayRange): ExplanationLinks {
    const parent = parentOf(node);
    return {
      self: address(EXPLAIN, {
        id: node.id,
        ...this.range,
        ...grainParameter(this.grain),
        ...this.cell,
        ...(this.parameters['format'] === undefined ? {} : { format: this.parameters['format'] }),
      }),
      ...(parent ? { parent: this.explain(parent) } : {}),
      scores: address(SCORES, { id: node.id, ...this.range, ...grainParameter(this.grain), ...this.cell }),
      previous: this.explain(node, previous),
      ...(node.level === 'metric'
        ? { evidence: address(EVIDENCE, { metric: node.id, ...this.range, ...this.cell }) }
        : {}),
    };
  }
}

/**
 * URI template (RFC 6570) of the explanations of a table's rows. One for all rows: an address in each would make the table twice
 * as large, for links that are followed one at a time.
 */
export function explanationTemplate(
  parameters: RawParameters,
  { from, to, grain, by }: Pick<ScoresQuestion, 'from' | 'to' | 'grain' | 'by'>,
): { readonly explain: string } {
  const ofAllRows = Object.entries(cellParameters(parameters)).filter(([name]) => !by.some((group) => group === name));
  const fixed = address(EXPLAIN, { from, to, ...grainParameter(grain), ...Object.fromEntries(ofAllRows) });
  return { explain: `${fixed}{&${['id', ...(grain === 'none' ? [] : ['time']), ...by].join(',')}}` };
}

function cellParameters(parameters: RawParameters): AddressParameters {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      typeof value !== 'string' || value === '' || NOT_OF_THE_CELL.includes(name) ? [] : [[name, value.split(',')]],
    ),
  );
}

function grainParameter(grain: ScoresQuestion['grain']): AddressParameters {
  return grain === 'none' ? {} : { grain };
}
