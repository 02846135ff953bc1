/** Dashboards in Grafana's classic JSON (schema version 42): the part that is read here, and ways through it. */
import { type ClickHouseQuery, isClickHouseQuery } from './clickhouse-query';
import { isInfinityQuery, type InfinityQuery, type InfinityVariableQuery } from './infinity-query';

export interface Target {
  readonly refId: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly [property: string]: unknown;
}

export interface Threshold {
  readonly value: number | null;
  readonly color: string;
}

export interface FieldConfig {
  readonly unit?: string;
  readonly noValue?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: { readonly mode: string; readonly steps: readonly Threshold[] };
  readonly [property: string]: unknown;
}

export interface Link {
  readonly title: string;
  readonly url?: string;
  readonly type?: string;
  readonly [property: string]: unknown;
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly type?: string; readonly uid?: string };
  readonly targets?: readonly Target[];
  readonly links?: readonly Link[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: {
    readonly defaults: FieldConfig;
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options?: unknown };
      readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
    }[];
  };
  readonly transformations?: readonly { readonly id: string; readonly options: unknown }[];
  /** Of a collapsed row. */
  readonly panels?: readonly Panel[];
  readonly [property: string]: unknown;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly query?: unknown;
  readonly current?: { readonly text: unknown; readonly value: unknown };
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly multi?: boolean;
  readonly [property: string]: unknown;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly description?: string;
  readonly timezone?: string;
  readonly refresh?: string;
  readonly links?: readonly Link[];
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations?: {
    readonly list: readonly (Readonly<Record<string, unknown>> & { readonly target?: Target })[];
  };
  readonly [property: string]: unknown;
}

/** Every panel, those in rows too; rows themselves only where asked for. */
export function panelsOf({ panels }: Pick<Dashboard, 'panels'>, { rows = false } = {}): Panel[] {
  return panels.flatMap((panel) => {
    if (panel.type !== 'row') return [panel];
    return [...(rows ? [panel] : []), ...panelsOf({ panels: panel.panels ?? [] }, { rows })];
  });
}

/** A query of a dashboard, and where it stands: a panel, a variable or an annotation. */
export interface PlacedQuery {
  readonly place: string;
  readonly query: InfinityQuery;
}

/** Every Infinity query of panels, query variables and annotations. */
export function infinityQueriesOf(dashboard: Dashboard): PlacedQuery[] {
  const ofPanels = panelsOf(dashboard).flatMap((panel) =>
    (panel.targets ?? [])
      .filter(isInfinityQuery)
      .map((target) => ({ place: `panel ${panel.id} "${panel.title ?? ''}" ${target.refId}`, query: queryOf(target) })),
  );
  const ofVariables = dashboard.templating.list.flatMap((variable) => {
    const { infinityQuery } = (variable.query ?? {}) as Partial<InfinityVariableQuery>;
    return variable.type === 'query' && infinityQuery
      ? [{ place: `variable ${variable.name}`, query: infinityQuery }]
      : [];
  });
  const ofAnnotations = (dashboard.annotations?.list ?? []).flatMap(({ name, target }) =>
    target && isInfinityQuery(target) ? [{ place: `annotation ${String(name)}`, query: queryOf(target) }] : [],
  );
  return [...ofPanels, ...ofVariables, ...ofAnnotations];
}

/** A panel's question in SQL, and where it stands. */
export interface PlacedSql {
  readonly place: string;
  readonly query: ClickHouseQuery;
}

/** Every SQL query of panels; what query variables ask is plain text in them. */
export function sqlQueriesOf(dashboard: Pick<Dashboard, 'panels'>): PlacedSql[] {
  return panelsOf(dashboard).flatMap((panel) =>
    (panel.targets ?? []).filter(isClickHouseQuery).map((target) => ({
      place: `panel ${panel.id} "${panel.title ?? ''}" ${target.refId}`,
      query: target as unknown as ClickHouseQuery,
    })),
  );
}

function queryOf(target: Target): InfinityQuery {
  return target as unknown as InfinityQuery;
}
