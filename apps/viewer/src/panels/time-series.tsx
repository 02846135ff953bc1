/** Lines, bands, bars and points over time. A drag over the plot narrows the dashboard's time range. */
import {
  dateTimeFormat,
  type DataFrame,
  type Field,
  formattedValueToString,
  getFieldDisplayName,
  type PanelProps,
} from '@grafana/data';
import type { VizLegendOptions } from '@grafana/schema';
import { SeriesTable, TimeSeries, TooltipPlugin2 } from '@grafana/ui';
import { NoData } from './no-data';

/** Along the time axis, all series at once. */
const HOVER_ALL = 1;

export function TimeSeriesPanel(props: PanelProps<{ readonly legend: VizLegendOptions }>) {
  const { data, fieldConfig, options, width, height, timeRange, timeZone, onChangeTimeRange } = props;
  if (data.series.every(({ length }) => length === 0)) return <NoData fieldConfig={fieldConfig} height={height} />;
  return (
    <TimeSeries
      frames={data.series}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      legend={options.legend}
      options={options}
    >
      {(config, aligned) => (
        <TooltipPlugin2
          config={config}
          hoverMode={HOVER_ALL}
          queryZoom={onChangeTimeRange}
          render={(_plot, indexes) => <At frame={aligned} indexes={indexes} timeZone={timeZone} />}
        />
      )}
    </TimeSeries>
  );
}

interface AtProps {
  readonly frame: DataFrame;
  readonly indexes: readonly (number | null)[];
  readonly timeZone: string;
}

function At({ frame, indexes, timeZone }: AtProps) {
  const [time, ...fields] = frame.fields;
  const at = indexes[0];
  if (!time || at === null || at === undefined) return null;
  const series = fields.flatMap((field, index) => {
    const row = indexes[index + 1];
    return row === null || row === undefined || field.values[row] === null ? [] : [valueOf(field, frame, row)];
  });
  return <SeriesTable timestamp={dateTimeFormat(time.values[at] as number, { timeZone })} series={series} />;
}

function valueOf(field: Field, frame: DataFrame, row: number) {
  const shown = field.display!(field.values[row]);
  return { label: getFieldDisplayName(field, frame), value: formattedValueToString(shown), color: shown.color ?? '' };
}
