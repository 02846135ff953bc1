/** Reads the sums that the asked metrics need, and puts them together per cell: one group in one period. */
import {
  exclusionsOf,
  isLateMeasure,
  lateMeasureOf,
  type MeasureUse,
  type MetricDefinition,
  readsOf,
  SERVICE_ITEMS,
} from '@plumbline/indicators';
import type { Sums } from '@plumbline/scoring';
import {
  asks,
  type Dimension,
  type KeyedBy,
  type MeasureSelection,
  readMetricSums,
  readServiceLines,
  type SumsRow,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { refuseTooLarge } from './answer-size';
import { asksPeople } from './asks-people';
import type { ReadRange } from './read-at';
import type { CellsQuestion, ScoresQuestion } from './scores-question';
import { isSliceable } from './slices';

const REPLICATE_GROUPS = 20;

export interface Cell {
  /** First local day of the period. */
  readonly period: string;
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  /** Sums as a metric reads them, by how it keeps them apart. */
  readonly sums: Readonly<Record<KeyedBy, Sums>>;
}

type MutableSums = Map<string, Map<string, Float64Array>>;
type MutableCell = Omit<Cell, 'sums'> & { readonly sums: Record<KeyedBy, MutableSums> };

/** What of another moment is needed for the asked metrics, with the cells that decide what is hidden. */
export function rangeRead(question: CellsQuestion, metrics: readonly MetricDefinition[]): ReadRange {
  return {
    moment: question.moment,
    from: question.from,
    to: question.to,
    families: [...new Set(selectionsFor(question, metrics, metrics).flatMap(({ families }) => families))],
    sums: !asks(question, 'staff'),
    branches: metrics.some(asksPeople) ? [] : question.filters.branch,
  };
}

export interface CellsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Metrics whose late cases are counted; by default those that are asked for. */
  readonly lateOf?: readonly MetricDefinition[];
}

/**
 * @param question `nodes`: what rows are made of, where they are more than the metrics
 * @throws Problem 413 where there are more than can be scored for one answer
 */
export async function readCells(
  warehouse: WarehouseClient,
  question: CellsQuestion & { readonly nodes?: ScoresQuestion['nodes'] },
  metrics: readonly MetricDefinition[],
  { signal, lateOf = metrics }: CellsOptions = {},
): Promise<Cell[]> {
  const selections = selectionsFor(question, metrics, lateOf);
  const rowsPerCell = Math.max(question.nodes?.length ?? 0, metrics.length);
  return collectCells(warehouse, question, selections, rowsPerCell, signal);
}

/** The cells of a question with the measures selected, in the order of their periods and groups. */
export async function collectCells(
  warehouse: WarehouseClient,
  question: CellsQuestion,
  selections: readonly MeasureSelection[],
  rowsPerCell: number,
  signal?: AbortSignal,
): Promise<Cell[]> {
  const lineOfItem = await readLinesOfItems(warehouse, question);
  const cells = new Map<string, MutableCell>();
  if (question.by.length === 0 && question.grain === 'none') cellFor(cells, question.from, {});
  const late: SumsRow[] = [];
  const failed = new AbortController();
  const stop = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  const collect = async (selection: MeasureSelection): Promise<void> => {
    for await (const rows of readMetricSums(warehouse, { ...question, lineOfItem }, selection, stop)) {
      for (const row of rows.filter(belongsToAGroup)) {
        if (isLateMeasure(row.measure)) late.push(row);
        else addRow(cellFor(cells, row.period, row.group).sums[selection.keyedBy], row);
      }
      refuseTooLarge(cells.size, rowsPerCell);
    }
  };
  try {
    await Promise.all(selections.map(collect));
  } catch (error) {
    failed.abort();
    throw error;
  }
  // Cases that came late, but of which the asked metrics count nothing, make no group of their own.
  for (const row of late) {
    const cell = cells.get(keyOf(row));
    if (cell) addRow(cell.sums.none, row);
  }
  return [...cells.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** Service line of each item: as the bank defined it, else of the reference mix. */
export async function readLinesOfItems(
  warehouse: WarehouseClient,
  { moment }: Pick<CellsQuestion, 'moment'>,
): Promise<ReadonlyMap<string, string>> {
  const shipped = SERVICE_ITEMS.map(({ code, line }) => [code, line] as const);
  return new Map<string, string>([...shipped, ...(await readServiceLines(warehouse, moment))]);
}

export function sumOf(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Measures to read, a selection per way of keeping them apart. */
function selectionsFor(
  question: CellsQuestion,
  metrics: readonly MetricDefinition[],
  lateOf: readonly MetricDefinition[],
): MeasureSelection[] {
  const isAsked = (metric: MetricDefinition): boolean => isSliceable(metric, question);
  const late = lateOf.filter(({ estimator }) => estimator.kind !== 'pending').filter(isAsked);
  return selectionsOf([
    ...metrics
      .filter(isAsked)
      .flatMap((metric) => [
        ...readsOf(metric),
        ...exclusionsOf(metric).flatMap(({ measure, families }) => families.map((family) => unkeyed(measure, family))),
        ...(metric.provisional === undefined ? [] : [unkeyed(metric.provisional, metric.family)]),
      ]),
    ...late.map((metric) => unkeyed(lateMeasureOf(metric), metric.family)),
  ]);
}

function unkeyed(measure: string, family: string): MeasureUse & { readonly family: string } {
  return { measure, keyedBy: 'none', family };
}

export function selectionsOf(uses: readonly (MeasureUse & { readonly family: string })[]): MeasureSelection[] {
  return [...new Set(uses.map(({ keyedBy }) => keyedBy))].map((keyedBy) => {
    const chosen = uses.filter((use) => use.keyedBy === keyedBy);
    return {
      keyedBy,
      measures: [...new Set(chosen.map(({ measure }) => measure))],
      families: [...new Set(chosen.map(({ family }) => family))],
    };
  });
}

/** A family that does not carry a dimension sums under an empty name, which is no group of it. */
function belongsToAGroup({ group }: SumsRow): boolean {
  return Object.values(group).every((value) => value !== '');
}

function cellFor(cells: Map<string, MutableCell>, period: string, group: Cell['group']): MutableCell {
  const key = keyOf({ period, group });
  const known = cells.get(key);
  if (known) return known;
  const cell: MutableCell = {
    period,
    group,
    sums: { none: new Map(), bin: new Map(), stratum: new Map(), service_item: new Map(), priority_class: new Map() },
  };
  cells.set(key, cell);
  return cell;
}

function keyOf({ period, group }: Pick<Cell, 'period' | 'group'>): string {
  return JSON.stringify([period, ...Object.values(group)]);
}

function addRow(sums: MutableSums, { measure, replicate, keys, values }: SumsRow): void {
  let byKey = sums.get(measure);
  if (!byKey) sums.set(measure, (byKey = new Map<string, Float64Array>()));
  for (const [index, key] of keys.entries()) {
    let replicates = byKey.get(key);
    if (!replicates) byKey.set(key, (replicates = new Float64Array(REPLICATE_GROUPS)));
    replicates[replicate] = values[index] ?? 0;
  }
}
