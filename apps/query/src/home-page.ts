/** The summary page as HTML: overall score and dimensions with their intervals, indicators, branches. No script, nothing from outside. */
import type { Branch } from './get-branches.handler';
import type { ScoresAnswer } from './get-scores.handler';
import type { StatusAnswer } from './get-status.handler';
import type { ScoreRow } from './score-row';

export interface HomeContent {
  readonly bank: ScoresAnswer;
  readonly byBranch: ScoresAnswer;
  readonly branches: readonly Branch[];
  readonly status: StatusAnswer;
  readonly timeZone: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5a6675; --line: #d9dfe6; --paper: #fbfcfd; --card: #ffffff; --bar: #2563a8; --range: #9dbfe4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #a3afbd; --line: #303a46; --paper: #12171d; --card: #1a2129; --bar: #6aa9ee; --range: #35587e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; } p { margin: .3rem 0; }
.soft { color: var(--soft); font-size: .875rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .75rem; margin-top: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.score { font-size: 2rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .75rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
th:first-child, td:first-child { text-align: left; position: sticky; left: 0; background: var(--card); }
tr:last-child td { border-bottom: 0; } th { font-weight: 600; font-size: .875rem; color: var(--soft); }
svg { display: block; width: 100%; height: .6rem; margin-top: .25rem; } td svg { min-width: 6.5rem; }
td.words { white-space: normal; text-align: left; min-width: 9rem; }
@media (max-width: 40rem) { th, td { padding: .4rem .5rem; } th:first-child, td:first-child { white-space: normal; max-width: 8.5rem; } }
a { color: var(--bar); } nav a { margin-right: 1rem; }`;

export function renderHome(content: HomeContent): string {
  const { bank, status, timeZone } = content;
  const cards = bank.rows.filter(({ level }) => level !== 'indicator').map(card);
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Plumbline</title><style>${STYLE}</style></head>
<body><main>
<h1>服务质量 · Service quality</h1>
<p class="soft">${bank.meta.from} – ${bank.meta.to} (${escapeHtml(timeZone)}) · ${format(status.log.events)} events · ${freshness(status)}</p>
<nav><a href="/docs">API</a><a href="/api/v1/scores?by=branch&amp;level=dimension">Scores as JSON</a><a href="/api/v1/indicators">Indicators</a><a href="/status">Status</a></nav>
<div class="cards">${cards.join('')}</div>
<h2>指标 · Indicators</h2>
${indicatorTable(bank.rows.filter(({ level }) => level === 'indicator'))}
<h2>网点 · Branches</h2>
${branchTable(content)}
<p class="soft">The bar is the score from 0 to 100, the band its 95 % interval. A provisional score lacks part of its evidence: coverage says how much there is.</p>
</main></body></html>`;
}

function card(row: ScoreRow): string {
  return `<section class="card"><div>${label(row)}</div>${scoreCell(row)}
<p class="soft">${statusInWords(row)} · n ${format(row.n)} · coverage ${Math.round(row.coverage * 100)}&nbsp;%</p></section>`;
}

function scoreCell(row: ScoreRow): string {
  return `<div class="score">${number(row.score)}</div><div class="soft">${interval(row)}</div>${bar(row)}`;
}

function indicatorTable(rows: readonly ScoreRow[]): string {
  const lines = rows.map(
    (row) =>
      `<tr><td>${label(row)}</td><td><b>${number(row.score)}</b></td><td>${interval(row)}${bar(row)}</td><td>${format(row.n)}</td><td>${Math.round(row.coverage * 100)} %</td><td class="words">${statusInWords(row)}</td></tr>`,
  );
  return table(['指标 · Indicator', '得分 · Score', '95 %', 'n', '覆盖 · Coverage', '状态 · Status'], lines);
}

function branchTable({ byBranch, branches, bank }: HomeContent): string {
  const nodes = bank.rows.filter(({ level }) => level !== 'indicator');
  const names = new Map(branches.map(({ branch, name }) => [branch, name]));
  const ids = [...new Set(byBranch.rows.map(({ group }) => group['branch'] ?? ''))];
  if (ids.length === 0)
    return '<p class="soft">No events yet. Send some to POST /api/v1/events, or run: npm run demo</p>';
  const lines = ids.map((id) => {
    const cells = nodes.map((node) => {
      const row = byBranch.rows.find((candidate) => candidate.group['branch'] === id && candidate.id === node.id);
      return row
        ? `<td><b>${number(row.score)}</b> <span class="soft">${interval(row)}</span>${bar(row)}</td>`
        : '<td>–</td>';
    });
    return `<tr><td>${escapeHtml(id)} <span class="soft">${escapeHtml(names.get(id) ?? '')}</span></td>${cells.join('')}</tr>`;
  });
  return table(['网点 · Branch', ...nodes.map(({ name }) => `${name.zh} · ${name.en}`)], lines);
}

function table(headings: readonly string[], lines: readonly string[]): string {
  return `<div class="scroll"><table><thead><tr>${headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
}

/** The score as a bar on 0 to 100 with its interval as a band; the numbers stand beside it as text. */
function bar({ score, lower, upper }: ScoreRow): string {
  if (score === null) return '';
  const from = lower ?? score;
  const width = Math.max((upper ?? score) - from, 0.5);
  return `<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="2.4" width="100" height="1.2" fill="var(--line)"/><rect x="${from.toFixed(2)}" y="0.6" width="${width.toFixed(2)}" height="4.8" fill="var(--range)"/><rect x="${(score - 0.5).toFixed(2)}" y="0" width="1" height="6" fill="var(--bar)"/></svg>`;
}

function label({ name }: ScoreRow): string {
  return `${escapeHtml(name.zh)} <span class="soft">${escapeHtml(name.en)}</span>`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  ok: '',
  provisional: 'provisional',
  low_sample: 'low sample',
  suppressed: 'suppressed',
  no_data: 'no data',
};

function statusInWords({ status, grade }: ScoreRow): string {
  return [grade.join(' / ').replaceAll('_', ' '), STATUS_WORDS[status]].filter(Boolean).join(', ') || '–';
}

function freshness({ lag, projectors }: StatusAnswer): string {
  const waiting = projectors.find(({ cause }) => cause !== undefined);
  if (waiting?.cause !== undefined) return `waiting: ${escapeHtml(waiting.cause)}`;
  if (projectors.length === 0) return 'no projector runs';
  return lag.events === 0 ? 'up to date' : `${format(lag.events)} events behind`;
}

function interval({ lower, upper }: ScoreRow): string {
  return lower === null || upper === null ? '' : `${lower.toFixed(1)} – ${upper.toFixed(1)}`;
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

function format(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
