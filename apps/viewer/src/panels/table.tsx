/** Rows, as Grafana's table draws them: coloured cells, links, sorting by a click on a column. */
import type { PanelProps } from '@grafana/data';
import type { TableSortByFieldState } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';

interface TableOptions {
  readonly sortBy?: TableSortByFieldState[];
}

export function TablePanel({ data, options, width, height, timeRange, fieldConfig }: PanelProps<TableOptions>) {
  const [frame] = data.series;
  if (!frame) return null;
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      timeRange={timeRange}
      fieldConfig={fieldConfig}
      sortBy={options.sortBy ?? []}
      sortByBehavior="initial"
      columnMinWidth={64}
      contentAwareWidthsEnabled
    />
  );
}
