/**
 * Stand-ins for what Grafana's application shell gives to @grafana/scenes and panels at run time. The Grafana packages are
 * handed in, so that this library needs none of them, and a page decides which version it uses.
 */
import type { Frame } from './frame';

/** What panels of the shell are made of; @grafana/data's PanelPlugin fits. */
export interface PanelPluginLike {
  meta: unknown;
}

/** The setters of @grafana/runtime that the shell calls at its start (all are @internal there). */
export interface RuntimeLike {
  readonly config: { theme2: unknown; bootData: { user: { timezone: string } } };
  setAppEvents(bus: never): void;
  setPluginImportUtils(utils: never): void;
  setRunRequest(run: never): void;
}

export interface QueryRequest<Range> {
  readonly range: Range;
  readonly [property: string]: unknown;
}

export interface RequestState<Range> {
  readonly state: 'Done' | 'Error';
  readonly series: readonly Frame[];
  readonly timeRange: Range;
  readonly request: QueryRequest<Range>;
  readonly errors?: readonly { readonly message: string }[];
}

export interface ShellParts {
  /** The module @grafana/runtime. */
  readonly runtime: RuntimeLike;
  /** createTheme() of @grafana/data. */
  readonly theme: unknown;
  readonly timeZone: string;
  /** new EventBusSrv() of @grafana/data. */
  readonly eventBus: unknown;
  /** Panels by their type. */
  readonly panels: Readonly<Record<string, PanelPluginLike>>;
  /** `from` of rxjs: an observable of a promise. */
  readonly observe: (promise: Promise<unknown>) => unknown;
}

interface DataSourceLike<Range> {
  query(request: QueryRequest<Range>): Promise<{ readonly data: readonly Frame[] }>;
}

/** Call once, before the first scene is drawn. */
export function installRuntime({ runtime, theme, timeZone, eventBus, panels, observe }: ShellParts): void {
  runtime.config.theme2 = theme;
  runtime.config.bootData.user.timezone = timeZone;
  for (const [id, panel] of Object.entries(panels)) panel.meta = { id, name: id, info: {} };
  runtime.setAppEvents(eventBus as never);
  runtime.setPluginImportUtils({
    importPanelPlugin: (id: string) =>
      panels[id] ? Promise.resolve(panels[id]) : Promise.reject(new Error(`No panel draws the type ${id}.`)),
    getPanelPluginFromCache: (id: string) => panels[id],
  } as never);
  runtime.setRunRequest(((source: DataSourceLike<unknown>, request: QueryRequest<unknown>) =>
    observe(runRequest(source, request))) as never);
}

/** Runs a panel's queries; an error becomes a state, as the shell makes it, so that the panel can show it. */
export async function runRequest<Range>(
  source: DataSourceLike<Range>,
  request: QueryRequest<Range>,
): Promise<RequestState<Range>> {
  try {
    const { data } = await source.query(request);
    return { state: 'Done', series: data, timeRange: request.range, request };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { state: 'Error', series: [], timeRange: request.range, request, errors: [{ message }] };
  }
}
