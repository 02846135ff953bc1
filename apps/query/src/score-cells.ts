/** Reads the sums that the asked metrics need, and puts them together per cell: one group in one period. */
import {
  exclusionsOf,
  lateMeasureOf,
  type MeasureUse,
  type MetricDefinition,
  readsOf,
  SERVICE_ITEMS,
} from '@plumbline/indicators';
import type { Sums } from '@plumbline/scoring';
import {
  type Dimension,
  type ScratchTables,
  type KeyedBy,
  type MeasureSelection,
  readMetricSums,
  readServiceLines,
  type SumsRow,
  type WarehouseClient,
} from '@plumbline/warehouse';
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

/** Families whose facts the asked metrics are computed from. */
export function familiesRead(question: ScoresQuestion, metrics: readonly MetricDefinition[]): readonly string[] {
  return [...new Set(selectionsOf(question, metrics).flatMap(({ families }) => families))];
}

/** @param tables what stands in for facts and daily sums, where they are not those of now */
export async function readCells(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  metrics: readonly MetricDefinition[],
  tables?: ScratchTables,
): Promise<Cell[]> {
  const lineOfItem = new Map(SERVICE_ITEMS.map(({ code, line }) => [code, line as string]));
  for (const [item, line] of await readServiceLines(warehouse, question.moment)) lineOfItem.set(item, line);
  const selections = selectionsOf(question, metrics);
  const asked = { ...question, lineOfItem, ...(tables ? { tables } : {}) };
  const answers = await Promise.all(selections.map((selection) => readMetricSums(warehouse, asked, selection)));
  const cells = new Map<string, MutableCell>();
  if (question.by.length === 0 && question.grain === 'none') cellFor(cells, question.from, {});
  const late: SumsRow[] = [];
  const lateMeasures = new Set(metrics.map(lateMeasureOf));
  for (const [index, rows] of answers.entries()) {
    const keyedBy = selections[index]?.keyedBy ?? 'none';
    for (const row of rows) {
      if (!belongsToAGroup(row)) continue;
      if (lateMeasures.has(row.measure)) late.push(row);
      else addRow(cellFor(cells, row.period, row.group).sums[keyedBy], row);
    }
  }
  // Cases that came late, but of which the asked metrics count nothing, make no group of their own.
  for (const row of late) {
    const cell = cells.get(keyOf(row));
    if (cell) addRow(cell.sums.none, row);
  }
  return [...cells.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** Measures to read, a selection per way of keeping them apart. */
function selectionsOf(question: ScoresQuestion, metrics: readonly MetricDefinition[]): MeasureSelection[] {
  const sliceable = metrics.filter((metric) => isSliceable(metric, question));
  const uses: (MeasureUse & { readonly family: string })[] = sliceable.flatMap((metric) => [
    ...readsOf(metric),
    ...exclusionsOf(metric).map(({ measure }) => ({ measure, keyedBy: 'none' as const, family: metric.family })),
    ...(metric.provisional === undefined
      ? []
      : [{ measure: metric.provisional, keyedBy: 'none' as const, family: metric.family }]),
    ...(metric.estimator.kind === 'pending'
      ? []
      : [{ measure: lateMeasureOf(metric), keyedBy: 'none' as const, family: metric.family }]),
  ]);
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
