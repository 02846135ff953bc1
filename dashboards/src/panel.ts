/** Panels of our few kinds, each with everything that a panel must have; a dashboard places them. */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import { ThresholdsConfigBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as BarChart } from '@grafana/grafana-foundation-sdk/barchart';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Text, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Label } from '@plumbline/indicators';
import {
  byPalette,
  byThresholds,
  inOneColour,
  NO_DATA,
  NO_VALUE,
  uncoloured,
  type SCORE_THRESHOLDS,
} from './appearance';
import type { Voice } from './language';
import { DATA_SOURCE, type QuerySpec, target } from './query';
import { SQL_SOURCE, type SqlSpec, sqlTarget } from './sql-query';

export interface DataLink {
  readonly title: Label;
  readonly url: string;
}

export interface Override {
  /** Name of the field, as the columns name it. */
  readonly field: string;
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface PanelSpec<Query extends QuerySpec | SqlSpec = QuerySpec> {
  readonly title: Label;
  /** What it shows, its formula and clause. */
  readonly description: Label;
  readonly unit: string;
  readonly decimals?: number;
  readonly thresholds?: typeof SCORE_THRESHOLDS;
  /** All of one data source. */
  readonly queries: readonly Query[];
  readonly overrides?: readonly Override[];
  readonly links?: readonly DataLink[];
  /** Of 24 columns, and rows of 30 pixels. */
  readonly width: number;
  readonly height: number;
}

/** A panel without its place. */
export interface BuiltPanel {
  readonly panel: sdk.Panel;
  readonly width: number;
  readonly height: number;
}

interface AnyPanelBuilder extends Builder<sdk.Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: common.DataSourceRef): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  colorScheme(color: Builder<sdk.FieldColor>): this;
  thresholds(thresholds: Builder<sdk.ThresholdsConfig>): this;
  withTarget(query: ReturnType<typeof target>): this;
  overrideByName(name: string, properties: sdk.DynamicConfigValue[]): this;
}

const NO_THRESHOLDS = {
  mode: 'absolute',
  steps: [{ value: null, color: 'text' }],
} as unknown as typeof SCORE_THRESHOLDS;

function complete(
  builder: AnyPanelBuilder,
  spec: PanelSpec<QuerySpec | SqlSpec>,
  say: Voice,
  color = spec.thresholds ? byThresholds() : uncoloured(),
): BuiltPanel {
  const { mode, steps } = spec.thresholds ?? NO_THRESHOLDS;
  builder
    .title(say(spec.title))
    .description(say(spec.description))
    .datasource(spec.queries.some(isSql) ? SQL_SOURCE : DATA_SOURCE)
    .unit(spec.unit)
    .noValue(say(NO_DATA))
    .colorScheme(color)
    .thresholds(new ThresholdsConfigBuilder().mode(mode).steps(steps));
  if (spec.decimals !== undefined) builder.decimals(spec.decimals);
  for (const [index, query] of spec.queries.entries()) {
    const refId = 'ABCDEF'[index]!;
    builder.withTarget(isSql(query) ? sqlTarget(refId, query) : target(refId, query));
  }
  for (const { field, properties } of spec.overrides ?? []) builder.overrideByName(field, [...properties]);
  const panel = builder.build();
  if (spec.links && panel.fieldConfig) {
    panel.fieldConfig.defaults.links = spec.links.map(
      ({ title, url }) => ({ title: say(title), url }) as sdk.DashboardLink,
    );
  }
  return { panel, width: spec.width, height: spec.height };
}

function isSql(query: QuerySpec | SqlSpec): query is SqlSpec {
  return 'sql' in query;
}

/** A few numbers, the first the one that matters; each field a tile. */
export function numbers(spec: PanelSpec, say: Voice): BuiltPanel {
  const builder = new Stat()
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.Value)
    .textMode(common.BigValueTextMode.ValueAndName)
    .orientation(common.VizOrientation.Auto)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
  return complete(builder, spec, say);
}

/** Rows; colours by cells that name them in overrides. */
export function table(spec: PanelSpec<QuerySpec | SqlSpec> & { readonly sortBy?: string }, say: Voice): BuiltPanel {
  const builder = new Table()
    .cellHeight(common.TableCellHeight.Sm)
    .showHeader(true)
    .overrideByRegexp('/.*/', [{ id: 'noValue', value: NO_VALUE }]);
  if (spec.sortBy !== undefined)
    builder.sortBy([new common.TableSortByFieldStateBuilder().displayName(spec.sortBy).desc(false)]);
  return complete(builder, spec, say);
}

/** Lines over time. Thresholds are drawn as dashed lines. */
export function lines(spec: PanelSpec<QuerySpec | SqlSpec>, say: Voice): BuiltPanel {
  const builder = new TimeSeries()
    .lineWidth(2)
    .fillOpacity(0)
    // Where there is room for them; of one value there is no line.
    .showPoints(common.VisibilityMode.Auto)
    .pointSize(5)
    .spanNulls(false)
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.None))
    .thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(
        spec.thresholds ? common.GraphThresholdsStyleMode.Dashed : common.GraphThresholdsStyleMode.Off,
      ),
    );
  return complete(builder, spec, say, spec.thresholds ? inOneColour() : byPalette());
}

/** Bars by a category: the first column. */
export function bars(spec: PanelSpec & { readonly stacked?: boolean }, say: Voice): BuiltPanel {
  const builder = new BarChart()
    .orientation(common.VizOrientation.Horizontal)
    .showValue(common.VisibilityMode.Always)
    .xField(spec.queries[0]!.columns[0]![1])
    .stacking(spec.stacked ? common.StackingMode.Normal : common.StackingMode.None)
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(spec.stacked === true)
        .calcs([]),
    );
  return complete(builder, spec, say, spec.stacked === true || !spec.thresholds ? byPalette() : byThresholds());
}

export function words(title: Label, content: Label, size: { width: number; height: number }, say: Voice): BuiltPanel {
  const panel = new Text().title(say(title)).mode(TextMode.Markdown).content(say(content)).build();
  return { panel, ...size };
}
