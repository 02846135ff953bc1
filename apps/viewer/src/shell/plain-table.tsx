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
              <th key={title} scope="col" data-number={isNumber}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} data-number={columns[index]?.isNumber}>
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
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    'th, td': { padding: theme.spacing(0.75, 1), borderBottom: `1px solid ${theme.colors.border.weak}` },
    th: {
      textAlign: 'start',
      color: theme.colors.text.secondary,
      fontWeight: 500,
      position: 'sticky',
      top: 0,
      background: theme.colors.background.primary,
    },
    // After the rule for heads, which are as their columns are.
    '[data-number=true]': { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
    a: { color: theme.colors.text.link },
    'tr:last-child td': { borderBottom: 0 },
  }),
});
