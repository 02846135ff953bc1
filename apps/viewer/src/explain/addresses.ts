/** Between the page's address and those of the API: links of dashboards say `var-branch=…` and milliseconds, the API neither. */

const DIMENSIONS = ['region', 'branch', 'channel', 'service_line', 'service_item', 'priority_class', 'staff'] as const;
const PLAIN = ['grain', 'time', 'as_of'] as const;
/** What dashboards say for "no filter". */
const EVERY = new Set(['', '*', '$__all', 'All']);
const EPOCH_MS = /^\d{12,14}$/;
const EXPLAIN_API = '/api/v1/scores/explain';
const CASES_API = '/api/v1/cases';

/** Address of the explanation that a page's query string asks for. */
export function explanationAddress(search: string): string {
  const given = new URLSearchParams(search);
  const asked = new URLSearchParams({ id: given.get('id') ?? 'overall' });
  for (const name of ['from', 'to']) {
    const value = given.get(name);
    if (value !== null) asked.set(name, instant(value));
  }
  for (const name of PLAIN) {
    const value = given.get(name);
    if (value !== null) asked.set(name, value);
  }
  for (const dimension of DIMENSIONS) {
    const values = [...given.getAll(dimension), ...given.getAll(`var-${dimension}`)].filter(
      (value) => !EVERY.has(value),
    );
    if (values.length > 0) asked.set(dimension, values.join(','));
  }
  return `${EXPLAIN_API}?${asked.toString()}`;
}

/** Grafana puts `${__from}` as milliseconds; without macros of a backend it knows no other. */
function instant(value: string): string {
  return EPOCH_MS.test(value) ? new Date(Number(value)).toISOString() : value;
}

/** Address of this page for an explanation that the API links to. */
export function pageOf(explanation: string): string {
  return explanation.replace(EXPLAIN_API, '/explain');
}

/** @param name `family/case id`, as the page's address holds it */
export function caseAddress(name: string): string {
  const [family = '', ...rest] = name.split('/');
  return `${CASES_API}/${encodeURIComponent(family)}/${encodeURIComponent(rest.join('/'))}`;
}
