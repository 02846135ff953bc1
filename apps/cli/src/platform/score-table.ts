/** Scores as a table for a terminal: branches down, overall and dimensions across. */
import type { ScoreSummary } from './platform-client';

/** @param rows of one level or more, grouped by branch or not */
export function scoreTable(rows: readonly ScoreSummary[]): string {
  const nodes = [...new Map(rows.map((row) => [row.id, row.name.en])).entries()];
  const branches = [...new Set(rows.map(({ group }) => group['branch'] ?? 'all'))];
  const lines = branches.map((branch) => [
    branch,
    ...nodes.map(([id]) => cellOf(rows.find((row) => row.id === id && (row.group['branch'] ?? 'all') === branch))),
  ]);
  return aligned([['branch', ...nodes.map(([, name]) => name)], ...lines]);
}

function cellOf(row: ScoreSummary | undefined): string {
  if (!row || row.score === null) return '–';
  const interval =
    row.lower === null || row.upper === null ? '' : ` [${row.lower.toFixed(1)}, ${row.upper.toFixed(1)}]`;
  return `${row.score.toFixed(1)}${interval}${row.status === 'provisional' ? ' *' : ''}`;
}

function aligned(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
