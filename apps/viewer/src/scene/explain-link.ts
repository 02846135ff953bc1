/** Which explanation belongs to a whole panel: its own link to one, or the one score that its queries ask for. */
import { isInfinityQuery, type InfinityQuery, type Panel } from '@plumbline/grafana-sdk-mocks';

const EXPLAIN = '/explain?';
/** Takes values of a row, so it is no link of the panel as a whole. */
const OF_A_ROW = '${__data';
const FILTERS = ['region', 'branch', 'channel', 'service_line', 'service_item', 'priority_class', 'staff'];

/** Address with Grafana's variables in it; undefined where the panel shows no score. */
export function explainedBy({ fieldConfig, targets = [] }: Panel): string | undefined {
  const links = (fieldConfig?.defaults['links'] ?? []) as readonly { readonly url?: string }[];
  const own = links.find(({ url }) => url?.includes(EXPLAIN) && !url.includes(OF_A_ROW))?.url;
  if (own !== undefined) return own;
  for (const target of targets.filter(isInfinityQuery)) {
    const { params } = (target as unknown as InfinityQuery).url_options;
    const value = new Map(params.map((param) => [param.key, param.value]));
    const id = value.get('id');
    if (id === undefined || id.includes(',')) continue;
    const filters = FILTERS.flatMap((name) => (value.has(name) ? [`${name}=${value.get(name)!}`] : []));
    return `\${platform:raw}/explain?${[`id=${id}`, ...filters, 'from=${__from}', 'to=${__to}'].join('&')}`;
  }
  return undefined;
}
