/** A table of text and links, readable by everything that reads HTML. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

export interface PlainColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

interface PlainTableProps {
  /** Read out, not shown: what stands above says it already. */
  readonly caption: string;
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly (readonly ReactNode[])[];
}

export function PlainTable({ caption, columns, rows }: PlainTableProps) {
  const styles = useStyles2(stylesOf);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? styles.number : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} className={columns[index]?.isNumber ? styles.number : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto', maxHeight: '70vh' }),
  number: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    'th, td': { padding: theme.spacing(0.75, 1), borderBottom: `1px solid ${theme.colors.border.weak}` },
    th: {
      textAlign: 'left',
      color: theme.colors.text.secondary,
      fontWeight: 500,
      position: 'sticky',
      top: 0,
      background: theme.colors.background.primary,
    },
    a: { color: theme.colors.text.link },
    'tr:last-child td': { borderBottom: 0 },
  }),
});
