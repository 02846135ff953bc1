/** The variables that dashboards share. `*` is what the API takes for "all". */
import {
  ConstantVariableBuilder,
  CustomVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { CHANNELS } from '@plumbline/events';
import { type Label, NODES } from '@plumbline/indicators';
import type { Voice } from './language';
import { DATA_SOURCE, variableQuery } from './query';

export type Variable = VariableModel;
const EVERY = '*';
/** Parameters of the API for the chosen regions and branches. */
export const PLACES = { region: '${region:csv}', branch: '${branch:csv}' };
export const ALL: Label = { zh: '全部', en: 'All' };

const CHANNEL_NAMES: Readonly<Record<string, Label>> = {
  onsite: { zh: '网点现场', en: 'On site' },
  phone: { zh: '电话', en: 'Telephone' },
  online: { zh: '网上', en: 'Online' },
  app: { zh: '手机应用', en: 'App' },
  email: { zh: '电子邮件', en: 'E-mail' },
  letter: { zh: '信函', en: 'Letter' },
  regulator: { zh: '监管转办', en: 'Regulator' },
};

const GROUP_NAMES: Readonly<Record<string, Label>> = {
  branch: { zh: '网点', en: 'Branch' },
  region: { zh: '区域', en: 'Region' },
  channel: { zh: '渠道', en: 'Channel' },
  service_line: { zh: '业务条线', en: 'Service line' },
  service_item: { zh: '服务项目', en: 'Service item' },
};

const GRAIN_NAMES: Readonly<Record<string, Label>> = {
  day: { zh: '日', en: 'Day' },
  week: { zh: '周', en: 'Week' },
  month: { zh: '月', en: 'Month' },
};

/** Where Plumbline itself is served: links to its own pages begin with it. The viewer puts its own address in. */
export function platform(): Variable {
  return new ConstantVariableBuilder('platform').value('http://127.0.0.1:3000').build();
}

export function regions(say: Voice): Variable {
  const query = variableQuery(
    { url: '/branches', root: '', columns: [['region', 'region', 'string']] },
    'region',
    'region',
  );
  return places('region', { zh: '区域', en: 'Region' }, query, say)
    .multi(true)
    .includeAll(true)
    .allValue(EVERY)
    .current(every(say))
    .build();
}

export function branches(say: Voice): Variable {
  return places('branch', { zh: '网点', en: 'Branch' }, branchQuery(), say)
    .multi(true)
    .includeAll(true)
    .allValue(EVERY)
    .current(every(say))
    .build();
}

export function oneBranch(say: Voice): Variable {
  return places('branch', { zh: '网点', en: 'Branch' }, branchQuery(), say).multi(false).includeAll(false).build();
}

function branchQuery() {
  const columns = [['branch', 'branch', 'string'], ['name', 'name', 'string']] as const; // prettier-ignore
  return variableQuery({ url: '/branches', root: '', columns }, 'name', 'branch');
}

function places(name: string, label: Label, query: ReturnType<typeof variableQuery>, say: Voice): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(say(label))
    .datasource(DATA_SOURCE)
    .query({ ...query })
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalAsc);
}

function every(say: Voice) {
  return { text: say(ALL), value: '$__all', selected: true };
}

export function channels(say: Voice): Variable {
  const options = CHANNELS.map((code) => [code, CHANNEL_NAMES[code] ?? { zh: code, en: code }] as const);
  return custom('channel', { zh: '渠道', en: 'Channel' }, options, say)
    .multi(true)
    .includeAll(true)
    .allValue(EVERY)
    .current(every(say))
    .build();
}

export function grain(say: Voice, initial: 'day' | 'week' = 'week'): Variable {
  return choice('grain', { zh: '时间粒度', en: 'Grain' }, Object.entries(GRAIN_NAMES), initial, say);
}

export function group(say: Voice): Variable {
  return choice('by', { zh: '分组', en: 'Group by' }, Object.entries(GROUP_NAMES), 'branch', say);
}

/** One node of the model. */
export function node(say: Voice, levels: readonly string[], initial: string): Variable {
  const options = NODES.filter(({ level }) => levels.includes(level)).map(({ id, name }) => [id, name] as const);
  return choice('id', { zh: '指标', en: 'Measure' }, options, initial, say);
}

function choice(
  name: string,
  label: Label,
  options: readonly (readonly [code: string, name: Label])[],
  initial: string,
  say: Voice,
): Variable {
  const text = options.find(([code]) => code === initial)?.[1];
  return custom(name, label, options, say)
    .current({ text: text ? say(text) : initial, value: initial, selected: true })
    .build();
}

/** `text : value` pairs; a comma in a name would begin another option. */
function custom(
  name: string,
  label: Label,
  options: readonly (readonly [code: string, name: Label])[],
  say: Voice,
): CustomVariableBuilder {
  const pairs = options.map(([code, text]) => `${say(text).replaceAll(',', '、')} : ${code}`);
  return new CustomVariableBuilder(name).label(say(label)).values(pairs.join(','));
}
