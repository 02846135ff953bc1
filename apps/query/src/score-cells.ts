/** Reads the sums that the asked metrics need, and puts them together per cell: one group in one period. */
import { exclusionsOf, type MeasureUse, type MetricDefinition, readsOf, SERVICE_ITEMS } from '@plumbline/indicators';
import type { Sums } from '@plumbline/scoring';
import {
  type Dimension,
  type KeyedBy,
  type MeasureSelection,
  readMetricSums,
  readServiceLines,
  type SumsRow,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { refuseTooLarge } from './answer-size';
import type { ScoresQuestion } from './scores-question';
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

/** @throws Problem 413 where there are more than can be scored for one answer */
export async function readCells(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  metrics: readonly MetricDefinition[],
  signal?: AbortSignal,
): Promise<Cell[]> {
  const selections = selectionsFor(metrics.filter((metric) => isSliceable(metric, question)));
  const rowsPerCell = Math.max(question.nodes.length, metrics.length);
  return collectCells(warehouse, question, selections, rowsPerCell, signal);
}

/** The cells of a question with the measures selected, in the order of their periods and groups. */
export async function collectCells(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  selections: readonly MeasureSelection[],
  rowsPerCell: number,
  signal?: AbortSignal,
): Promise<Cell[]> {
  const lineOfItem = new Map(SERVICE_ITEMS.map(({ code, line }) => [code, line as string]));
  for (const [item, line] of await readServiceLines(warehouse)) lineOfItem.set(item, line);
  const cells = new Map<string, MutableCell>();
  if (question.by.length === 0 && question.grain === 'none') cellFor(cells, question.from, {});
  const failed = new AbortController();
  const stop = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  const collect = async (selection: MeasureSelection): Promise<void> => {
    for await (const rows of readMetricSums(warehouse, { ...question, lineOfItem }, selection, stop)) {
      for (const row of rows) {
        if (belongsToAGroup(row)) addRow(cellFor(cells, row.period, row.group).sums[selection.keyedBy], row);
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
  return [...cells.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** Measures to read, a selection per way of keeping them apart. */
function selectionsFor(metrics: readonly MetricDefinition[]): MeasureSelection[] {
  return selectionsOf(
    metrics.flatMap((metric) => [
      ...readsOf(metric),
      ...exclusionsOf(metric).map(({ measure }) => ({ measure, keyedBy: 'none' as const, family: metric.family })),
      ...(metric.provisional === undefined
        ? []
        : [{ measure: metric.provisional, keyedBy: 'none' as const, family: metric.family }]),
    ]),
  );
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
  const key = JSON.stringify([period, ...Object.values(group)]);
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

function addRow(sums: MutableSums, { measure, replicate, keys, values }: SumsRow): void {
  let byKey = sums.get(measure);
  if (!byKey) sums.set(measure, (byKey = new Map<string, Float64Array>()));
  for (const [index, key] of keys.entries()) {
    let replicates = byKey.get(key);
    if (!replicates) byKey.set(key, (replicates = new Float64Array(REPLICATE_GROUPS)));
    replicates[replicate] = values[index] ?? 0;
  }
}
