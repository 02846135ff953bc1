/** Numbers as tiles, each field one, the first the largest; a tile with links leads on. */
import { css, cx } from '@emotion/css';
import {
  type FieldDisplay,
  formattedValueToString,
  getFieldDisplayValues,
  type GrafanaTheme2,
  type PanelProps,
  type ReduceDataOptions,
} from '@grafana/data';
import { DataLinksContextMenu, useStyles2, useTheme2 } from '@grafana/ui';
import { legible, TEXT_CONTRAST } from '../colours';
import { NoData } from './no-data';

/** Above it tiles in the middle would stand far from their title. */
const TALL_PX = 200;

interface StatOptions {
  readonly reduceOptions: ReduceDataOptions;
}

export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, fieldConfig, options, replaceVariables, timeZone, height } = props;
  const theme = useTheme2();
  const styles = useStyles2(stylesOf);
  if (data.series.every(({ length }) => length === 0)) return <NoData fieldConfig={fieldConfig} height={height} />;
  const { reduceOptions } = options;
  const values = getFieldDisplayValues({
    data: data.series,
    fieldConfig,
    reduceOptions,
    replaceVariables,
    theme,
    timeZone,
  });
  return (
    <div className={styles.tiles} style={{ height, alignContent: height > TALL_PX ? 'start' : 'center' }}>
      {values.map((value, index) => (
        <Tile key={index} value={value} isFirst={index === 0} />
      ))}
    </div>
  );
}

function Tile({ value, isFirst }: { readonly value: FieldDisplay; readonly isFirst: boolean }) {
  const theme = useTheme2();
  const styles = useStyles2(stylesOf);
  const { display, hasLinks, getLinks } = value;
  const color = legible(display.color ?? theme.colors.text.primary, theme.colors.background.primary, TEXT_CONTRAST);
  const numbers = (
    <>
      <span className={styles.name}>{display.title}</span>
      <span className={cx(styles.value, isFirst && styles.first)} style={{ color }}>
        {formattedValueToString(display)}
      </span>
    </>
  );
  if (!hasLinks || !getLinks) return <div className={styles.tile}>{numbers}</div>;
  return (
    <div className={styles.tile}>
      <DataLinksContextMenu links={getLinks}>
        {({ openMenu }) =>
          openMenu ? (
            <button type="button" className={styles.opens} onClick={openMenu}>
              {numbers}
            </button>
          ) : (
            <span className={styles.opens}>{numbers}</span>
          )
        }
      </DataLinksContextMenu>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'last baseline',
    justifyContent: 'flex-start',
    gap: theme.spacing(1.5, 3),
    overflow: 'auto',
    padding: theme.spacing(0, 0.5),
  }),
  tile: css({ a: { color: 'inherit' }, 'a:hover': { textDecoration: 'underline' } }),
  opens: css({ display: 'block', padding: 0, border: 0, background: 'none', textAlign: 'left', font: 'inherit' }),
  name: css({ display: 'block', fontSize: '0.85rem', color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  value: css({
    display: 'block',
    fontSize: '1.5rem',
    lineHeight: 1.25,
    fontWeight: 500,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  first: css({ fontSize: '2.6rem', lineHeight: 1.1 }),
});
