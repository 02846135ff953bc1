/** Rules that every dashboard of ours must meet, beyond what Grafana's schema asks; each fault says what would be right. */
import { type Dashboard, infinityQueriesOf, type Panel, panelsOf, sqlQueriesOf } from './dashboard';
import { lintInfinityQuery } from './lint-query';
import { lintSqlQuery } from './lint-sql';
import { variableReferences, VARIABLE_FORMATS } from './variables';

export interface LintOptions {
  /** Panel types that the viewer draws. */
  readonly panelTypes: readonly string[];
  /** Uids of the provisioned data sources. */
  readonly dataSources: readonly string[];
  /** Uids of dashboards that links may lead to. */
  readonly dashboards: readonly string[];
}

const SCHEMA_VERSION = 42;
const GRID_COLUMNS = 24;
const LEAST_REFRESH_S = 60;
/** Panels without queries. */
const TEXT_PANELS = ['text'];

/** Faults, none for a good dashboard. */
export function lintDashboard(dashboard: Dashboard, options: LintOptions): string[] {
  return [
    ...lintFrame(dashboard),
    ...lintIds(dashboard),
    ...lintGrid(dashboard),
    ...panelsOf(dashboard).flatMap((panel) => lintPanel(panel, options).map((fault) => `${nameOf(panel)}: ${fault}`)),
    ...infinityQueriesOf(dashboard).flatMap(({ place, query }) =>
      lintInfinityQuery(query).map((fault) => `${place}: ${fault}`),
    ),
    ...sqlQueriesOf(dashboard).flatMap(({ place, query }) => lintSqlQuery(query).map((fault) => `${place}: ${fault}`)),
    ...lintVariables(dashboard),
    ...lintLinks(dashboard, options),
  ];
}

function lintFrame({ schemaVersion, refresh, annotations, links, ...rest }: Dashboard): string[] {
  const faults: string[] = [];
  if (schemaVersion !== SCHEMA_VERSION) faults.push(`schemaVersion is ${schemaVersion}, not ${SCHEMA_VERSION}`);
  if (rest.editable !== false) faults.push('editable must be false: the JSON is generated');
  if (refresh !== undefined && refresh !== '' && secondsOf(refresh) < LEAST_REFRESH_S)
    faults.push(`refresh ${refresh} is more often than once a minute`);
  const hidden = [...(annotations?.list ?? []), ...(links ?? [])].filter(({ placement }) => placement !== undefined);
  if (hidden.length > 0) faults.push('a link or annotation has a placement, which hides it behind a menu');
  return faults;
}

function secondsOf(interval: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(interval) ?? [];
  return Number(count) * ({ s: 1, m: 60, h: 3600, d: 86400 }[unit ?? ''] ?? NaN);
}

function lintIds(dashboard: Dashboard): string[] {
  const panels = panelsOf(dashboard, { rows: true });
  const ids = panels.map(({ id }) => id);
  const bad = panels.filter(({ id }, index) => !Number.isInteger(id) || id < 1 || ids.indexOf(id) !== index);
  return bad.map((panel) => `${nameOf(panel)}: the id is missing or not its own; Grafana drops such panels`);
}

function lintGrid(dashboard: Dashboard): string[] {
  const panels = panelsOf(dashboard, { rows: true });
  return panels.flatMap((panel, index) => {
    const { x, y, w, h } = panel.gridPos;
    const faults = x < 0 || w < 1 || h < 1 || x + w > GRID_COLUMNS ? [`${nameOf(panel)}: leaves the grid`] : [];
    const overlapping = panels
      .slice(index + 1)
      .filter(({ gridPos: b }) => x < b.x + b.w && b.x < x + w && y < b.y + b.h && b.y < y + h);
    return [...faults, ...overlapping.map((other) => `${nameOf(panel)}: overlaps ${nameOf(other)}`)];
  });
}

function lintPanel(panel: Panel, { panelTypes, dataSources }: LintOptions): string[] {
  const faults: string[] = [];
  if (!panelTypes.includes(panel.type)) faults.push(`no viewer draws the type ${panel.type}`);
  if (!panel.title) faults.push('has no title');
  if (TEXT_PANELS.includes(panel.type)) return faults;
  if (!panel.description) faults.push('has no description');
  if (!panel.pluginVersion) faults.push('has no pluginVersion, so that Grafana may migrate it');
  if ((panel.targets ?? []).length === 0) faults.push('has no query');
  for (const { datasource } of [panel, ...(panel.targets ?? [])]) {
    if (!dataSources.includes(datasource?.uid ?? '')) faults.push(`names no known data source: ${datasource?.uid}`);
  }
  const { unit, noValue, color, thresholds } = panel.fieldConfig?.defaults ?? {};
  if (!unit) faults.push('has no unit');
  if (!noValue) faults.push('has no text for "no data"');
  if (!color?.mode) faults.push('has no colour mode of its own');
  if (color?.mode === 'thresholds' && (thresholds?.steps.length ?? 0) < 2)
    faults.push('is coloured by thresholds, and has none');
  const { calcs } = (panel.options?.reduceOptions ?? { calcs: ['lastNotNull'] }) as { calcs?: readonly string[] };
  if (!calcs?.length) faults.push('reduces by no calculation');
  return faults;
}

function lintVariables(dashboard: Dashboard): string[] {
  const known = new Set(dashboard.templating.list.map(({ name }) => name));
  const doubled = dashboard.templating.list.length - known.size;
  const faults = doubled > 0 ? [`${doubled} variables share a name`] : [];
  const queries = [
    ...infinityQueriesOf(dashboard).map(({ query }) => JSON.stringify([query.url, query.url_options])),
    ...sqlQueriesOf(dashboard).map(({ query }) => withoutConditionNames(query.rawSql)),
  ];
  const texts = panelsOf(dashboard).flatMap(({ title, description }) => [title ?? '', description ?? '']);
  const links = linkUrlsOf(dashboard);
  for (const { name, format } of [...queries, ...links, ...texts].flatMap(variableReferences)) {
    if (!known.has(name)) faults.push(`$${name} is used and not defined`);
    if (format !== undefined && !(VARIABLE_FORMATS as readonly string[]).includes(format))
      faults.push(`\${${name}:${format}}: the format is not known`);
  }
  for (const { name, format } of [...queries, ...links].flatMap(variableReferences)) {
    if (format === undefined) faults.push(`$${name} needs a format such as \${${name}:csv}; the default is a glob`);
  }
  return [...new Set(faults)];
}

/** The variable that `$__conditionalAll` looks at is named without a format. */
function withoutConditionNames(sql: string): string {
  return sql.replace(/,\s*\$\w+\)/g, ')');
}

/** Links lead to dashboards that exist, and keep the time range. */
function lintLinks(dashboard: Dashboard, { dashboards }: LintOptions): string[] {
  const inTheBar = new Set((dashboard.links ?? []).map(({ url }) => url));
  const forgetful = (dashboard.links ?? []).filter(
    ({ keepTime, includeVars }) => keepTime !== true || includeVars !== true,
  );
  const ofTheBar = forgetful.map(({ title }) => `the link ${title} in the bar must set keepTime and includeVars`);
  const ofPanels = linkUrlsOf(dashboard).flatMap((url) => {
    const [, uid] = /^\/d\/([\w-]+)/.exec(url) ?? [];
    if (uid === undefined) return [];
    return [
      ...(dashboards.includes(uid) ? [] : [`a link leads to ${uid}, which is no dashboard`]),
      ...(inTheBar.has(url) || url.includes('${__url_time_range}') ? [] : [`the link to ${uid} loses the time range`]),
    ];
  });
  return [...ofTheBar, ...ofPanels];
}

/** URLs of dashboard links, panel links and data links. */
export function linkUrlsOf(dashboard: Dashboard): string[] {
  const ofPanels = panelsOf(dashboard).flatMap(({ links, fieldConfig, options }) => [
    ...(links ?? []),
    ...linksIn(fieldConfig?.defaults.links),
    ...(fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.filter(({ id }) => id === 'links').flatMap(({ value }) => linksIn(value)),
    ),
    ...linksIn(options?.dataLinks),
  ]);
  return [...(dashboard.links ?? []), ...ofPanels].flatMap(({ url }) => (url ? [url] : []));
}

function linksIn(value: unknown): readonly { readonly url?: string }[] {
  return Array.isArray(value) ? (value as readonly { readonly url?: string }[]) : [];
}

function nameOf({ id, title }: Panel): string {
  return `panel ${id} "${title ?? ''}"`;
}
