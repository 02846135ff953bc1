/** Reads a page of the cases behind a metric's cell: family by family, and in each by day, branch and case. */
import { dateOf, dayNumber } from '@plumbline/calendar';
import {
  type CaseMeaning,
  caseMeaningsOf,
  exclusionsOf,
  familiesOf,
  keyedByOf,
  type MetricDefinition,
  readsOf,
} from '@plumbline/indicators';
import {
  type EvidenceCase,
  type EvidencePlace,
  type EvidenceQuestion as CasesQuestion,
  readEvidence,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { totalOf } from '../excluded-cases';
import { type KeysLeftOut, keysLeftOut } from '../keys-left-out';
import { type Cell, sumOf } from '../score-cells';
import type { EvidenceQuestion } from './evidence-question';

export interface FoundCase {
  readonly family: string;
  readonly found: EvidenceCase;
}

/** The first read of a page covers the days that hold so many times the page, going by the sums; each further one so many times more. */
const AMPLE = 1.5;
const DAYS_FACTOR = 4;

/**
 * One case more than the page holds, where there are more.
 * @param cell the sums over all cases, from which follows who is left out by key, and how many days a page may take
 * @param lineOfItem service line of each service item
 */
export async function readEvidencePage(
  warehouse: WarehouseClient,
  question: EvidenceQuestion,
  cell: Cell,
  lineOfItem: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<FoundCase[]> {
  const { metric, from, to, moment, tables, today, filters, after, limit } = question;
  const shared = { moment, ...(tables ? { tables } : {}), today, filters, lineOfItem };
  const leftOut = keysLeftOut(metric, cell.sums[keyedByOf(metric.estimator)]);
  const families = familiesOf(metric);
  const cases: FoundCase[] = [];
  for (const family of families.slice(after ? families.indexOf(after.family) : 0)) {
    const decisive = wantedOf(question, family).map(({ measure }) => measure);
    if (decisive.length === 0) continue;
    const continued = after?.family === family ? after : undefined;
    const read = { ...measuresIn(metric, family, leftOut), family: family as CasesQuestion['family'], decisive };
    const readSome = (part: Pick<CasesQuestion, 'from' | 'to' | 'after' | 'limit'>): Promise<EvidenceCase[]> =>
      readEvidence(warehouse, { ...shared, ...read, ...part }, signal);
    const wanted = limit + 1 - cases.length;
    const inRange = sumOf(decisive.map((measure) => sumIn(metric, cell, measure)));
    const firstDays = Math.ceil((AMPLE * wanted * (dayNumber(to) - dayNumber(from))) / inRange);
    const found = await readByDays(readSome, { from, to, after: continued, limit: wanted }, firstDays);
    cases.push(...found.map((one) => ({ family, found: one })));
    if (cases.length > limit) break;
  }
  return cases;
}

type DaysPart = Pick<CasesQuestion, 'from' | 'to' | 'limit'> & { readonly after: EvidencePlace | undefined };

/** Reads on over more and more days until the limit is reached, so that a page does not cost what the range would. */
async function readByDays(
  read: (part: DaysPart) => Promise<readonly EvidenceCase[]>,
  { from, to, after, limit }: DaysPart,
  firstDays: number,
): Promise<EvidenceCase[]> {
  const found: EvidenceCase[] = [];
  const end = dayNumber(to);
  let days = firstDays;
  for (
    let start = dayNumber(after?.day ?? from);
    start < end && found.length < limit;
    start += days, days *= DAYS_FACTOR
  ) {
    const part = { from: dateOf(start), to: dateOf(Math.min(start + days, end)), after, limit: limit - found.length };
    found.push(...(await read(part)));
  }
  return found;
}

/** What is said of cases by the measures of a family, as far as it was asked for. */
function wantedOf({ metric, outcomes }: EvidenceQuestion, family: string): readonly CaseMeaning[] {
  return caseMeaningsOf(metric).filter((meaning) => meaning.family === family && outcomes.includes(meaning.outcome));
}

function measuresIn(
  metric: MetricDefinition,
  family: string,
  leftOut: KeysLeftOut | undefined,
): Pick<CasesQuestion, 'measures' | 'leftOut'> {
  const decisive = caseMeaningsOf(metric).filter((meaning) => meaning.family === family);
  const byKey = decisive.find(({ reason }) => reason !== null && reason === leftOut?.exclusion.reason);
  return {
    measures: [...new Set([...decisive.map(({ measure }) => measure), ...measuresRead(metric, family)])],
    ...(leftOut && byKey
      ? {
          leftOut: {
            keyedBy: keyedByOf(metric.estimator),
            measure: leftOut.exclusion.measure,
            keys: leftOut.keys,
            decisive: byKey.measure,
          },
        }
      : {}),
  };
}

/** The measures of a family that the metric reads, with those that count its excluded and its provisional cases. */
export function measuresRead(metric: MetricDefinition, family: string): readonly string[] {
  const read = readsOf(metric).filter((use) => use.family === family);
  const excluded = exclusionsOf(metric).filter(({ families }) => families.includes(family));
  const own = family === metric.family ? provisionalOf(metric) : [];
  return [...read, ...excluded, ...own].map(({ measure }) => measure);
}

function provisionalOf({ provisional }: MetricDefinition): readonly { readonly measure: string }[] {
  return provisional === undefined ? [] : [{ measure: provisional }];
}

/** Over all keys that the metric keeps apart; what counts its excluded cases is kept apart by none. */
export function sumIn({ estimator }: MetricDefinition, cell: Cell, measure: string): number {
  const byKey = cell.sums[keyedByOf(estimator)].get(measure);
  return byKey ? sumOf(Array.from(byKey.values(), sumOf)) : totalOf(cell, measure);
}
