/** Rows, as Grafana's table draws them: coloured cells, links, sorting by a click on a column. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import type { TableSortByFieldState } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';
import { legibleTable } from '../colours';
import { inFirstOrder } from './first-order';
import { NoData } from './no-data';

interface TableOptions {
  readonly sortBy?: TableSortByFieldState[];
}

export function TablePanel({ data, options, width, height, timeRange, fieldConfig }: PanelProps<TableOptions>) {
  const theme = useTheme2();
  const style = useStyles2(styleOf);
  const [frame] = data.series;
  const shown = useMemo(
    () => frame && inFirstOrder(legibleTable(frame, theme), options.sortBy ?? []),
    [frame, theme, options.sortBy],
  );
  if (!shown || shown.length === 0) return <NoData fieldConfig={fieldConfig} height={height} />;
  return (
    <div className={style}>
      <TableNG
        data={shown}
        width={width}
        height={height}
        timeRange={timeRange}
        fieldConfig={fieldConfig}
        columnMinWidth={64}
        contentAwareWidthsEnabled
      />
    </div>
  );
}

/** Every cell of a row leads on; only its name says so by colour, so that numbers keep theirs. */
const styleOf = (theme: GrafanaTheme2): string =>
  css({
    '[role="gridcell"] a': { color: 'inherit', textDecoration: 'none' },
    '[role="gridcell"] a:hover, [role="gridcell"] a:focus-visible': { textDecoration: 'underline' },
    '[role="gridcell"][aria-colindex="1"] a': { color: theme.colors.text.link },
  });
