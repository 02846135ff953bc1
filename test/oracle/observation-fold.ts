/** The oracle's observations: sessions, their items by clause, and how two observers of one session judged them. */
import { inOrder, type OracleEvent } from './history';
import { localDate } from './local-time';
import { first, type OracleWorld, slicesOf } from './reading';
import { byKey, type Entry } from './tallies';

interface Item {
  readonly item_id: string;
  readonly clause: string;
  readonly construct?: string;
  readonly result: string;
  readonly severity?: string;
}

interface Observation {
  readonly recorded: OracleEvent;
  readonly items: readonly Item[];
  /** The last resolution of each item. */
  readonly resolutions: ReadonlyMap<unknown, unknown>;
}

const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  'h1-zone-signage-rate': ['2.1.1', '2.1.2', '2.1.3', '2.1.4', '2.1.5'],
  'h2-cleanliness-rate': ['2.3.2'],
  'p2-observation-conformity-rate': ['3.2.1', '3.2.3', '4.1.1', '4.1.2', '4.1.3', '4.1.4', '4.1.5'],
  's2-observation-attitude-rate': ['3.2.2', '4.1.1', '4.1.2', '4.2.2', '4.2.3', '4.2.4'],
};
const WEIGHTED = 'p2-observation-conformity-rate';
const SEVERITY_WEIGHTS: Readonly<Record<string, number>> = { critical: 2, fatal: 3 };

export function observationEntries(cases: readonly (readonly OracleEvent[])[], world: OracleWorld): Entry[] {
  const observations = cases.flatMap(observationOf);
  const sessions = byKey(observations, ({ recorded }) =>
    JSON.stringify(
      recorded.data['pair_id'] === undefined ? ['alone', recorded.caseId] : ['pair', recorded.data['pair_id']],
    ),
  );
  return [...sessions.values()].flatMap((session) => sessionEntries(session, world));
}

function observationOf(events: readonly OracleEvent[]): Observation[] {
  const recorded = first(events, 'observation.recorded');
  if (!recorded) return [];
  const resolved = events.filter(({ type }) => type === 'observation.resolved');
  return [
    {
      recorded,
      items: recorded.data['items'] as readonly Item[],
      resolutions: new Map(resolved.map(({ data }) => [data['item_id'], data['outcome']])),
    },
  ];
}

function sessionEntries(session: readonly Observation[], world: OracleWorld): Entry[] {
  const ranked = session
    .filter(({ recorded }) => recorded.data['mode'] !== 'self')
    .sort((a, b) => inOrder(a.recorded, b.recorded));
  const [counted] = ranked;
  const compared = ranked.find(
    ({ recorded }) => recorded.data['observer_ref'] !== counted?.recorded.data['observer_ref'],
  );
  return session.flatMap((observation) =>
    observation.items.flatMap((item) => {
      const left = ranked.includes(observation)
        ? observation === counted
          ? undefined
          : 'second_of_pair'
        : 'self_observed';
      return metricsOf(item).map((metric) => entryOf(metric, item, observation, left, compared, world));
    }),
  );
}

function entryOf(
  metric: string,
  item: Item,
  { recorded, resolutions }: Observation,
  left: string | undefined,
  compared: Observation | undefined,
  { zone }: OracleWorld,
): Entry {
  const shared = { metric, day: localDate(recorded.timeMs, zone), slices: slicesOf(recorded), item: item.item_id };
  if (left !== undefined) return { ...shared, excluded: left };
  if (item.result === 'na') return { ...shared, excluded: 'na' };
  if (item.result === 'score') return { ...shared, excluded: 'scored' };
  const found = item.result === 'pass';
  const passed = resolutions.get(item.item_id) === 'overturned' ? !found : found;
  const other = compared?.items.find(({ item_id }) => item_id === item.item_id)?.result;
  return {
    ...shared,
    value: passed ? 1 : 0,
    weight: metric === WEIGHTED ? (SEVERITY_WEIGHTS[item.severity ?? ''] ?? 1) : 1,
    session: recorded.caseId,
    ...(other === 'pass' || other === 'fail' ? { pair: [found, other === 'pass'] as const } : {}),
  };
}

function metricsOf({ clause, construct }: Item): string[] {
  const ofClause = Object.entries(CLAUSES)
    .filter(([, clauses]) => clauses.some((one) => `${clause}.`.startsWith(`${one}.`)))
    .map(([metric]) => metric);
  return construct === 'answer_accuracy' ? [...ofClause, 's1-answer-accuracy-rate'] : ofClause;
}
