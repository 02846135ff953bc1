/** A dashboard's variables as scene variables. */
import { ConstantVariable, CustomVariable, QueryVariable, type SceneVariable } from '@grafana/scenes';
import { VariableHide } from '@grafana/schema';
import type { Variable } from '@plumbline/grafana-sdk-mocks';

/** Links to pages of the platform begin with it; in Grafana it is a configured address. */
const PLATFORM = 'platform';

/** @throws Error for a kind that no dashboard of ours has */
export function sceneVariable(variable: Variable): SceneVariable {
  const { name, type, label, query, current, multi = false, includeAll = false, allValue } = variable;
  const shared = {
    name,
    label: label ?? name,
    isMulti: multi,
    includeAll,
    ...(allValue === undefined ? {} : { allValue }),
    ...(current ? { value: current.value as string, text: current.text as string } : {}),
  };
  switch (type) {
    case 'query':
      return new QueryVariable({
        ...shared,
        datasource: variable['datasource'] as { type: string; uid: string },
        query: query as never,
        refresh: Number(variable['refresh']),
        sort: Number(variable['sort'] ?? 0),
      });
    case 'custom':
      return new CustomVariable({ ...shared, query: String(query) });
    case 'constant':
      return new ConstantVariable({
        name,
        value: name === PLATFORM ? window.location.origin : String(query),
        hide: VariableHide.hideVariable,
      });
    default:
      throw new Error(`The viewer knows no variables of type ${type}: ${name}.`);
  }
}
