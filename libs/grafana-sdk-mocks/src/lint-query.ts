/** Rules for one Infinity query: only what its backend parser does, and what runInfinity does alike. */
import { COLUMN_TYPES, FORMATS, type InfinityQuery } from './infinity-query';

const PROPERTIES = [
  'refId', 'hide', 'datasource', 'type', 'parser', 'source', 'format', 'url', 'url_options', 'root_selector', 'columns',
]; // prettier-ignore
const DOTTED_NAMES = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

export function lintInfinityQuery(query: InfinityQuery): string[] {
  const { type, parser, source, format, url, url_options, root_selector, columns } = query;
  const faults = Object.keys(query)
    .filter((property) => !PROPERTIES.includes(property))
    .map((property) => `${property} is not part of what is evaluated here (the backend parser ignores filters)`);
  if (type !== 'json' || source !== 'url') faults.push('must read JSON from a URL');
  if (parser !== 'backend') faults.push('must set parser to backend');
  if (!FORMATS.includes(format)) faults.push(`format is ${String(format)}, not one of ${FORMATS.join(', ')}`);
  if (!url.startsWith('/')) faults.push('url must start with /; it is appended to the base URL');
  if (/\$\{__(from|to)[:}]/.test(JSON.stringify(url_options)))
    faults.push('uses ${__from} or ${__to}, which alert rules do not have; use ${__timeFrom:date:iso}');
  if (root_selector !== '' && !DOTTED_NAMES.test(root_selector))
    faults.push(`root ${root_selector} is not dotted names`);
  if (columns.length === 0) faults.push('has no columns');
  for (const column of columns) {
    if (!DOTTED_NAMES.test(column.selector)) faults.push(`column ${column.selector} is not dotted names`);
    if (!COLUMN_TYPES.includes(column.type)) faults.push(`column ${column.selector} has no known type`);
    if (!column.text) faults.push(`column ${column.selector} has no name`);
  }
  const names = columns.map(({ text }) => text);
  if (new Set(names).size < names.length) faults.push('two columns share a name');
  if (format === 'timeseries' && columns.filter((column) => column.type.startsWith('timestamp')).length !== 1)
    faults.push('a time series needs exactly one time column');
  return faults;
}
