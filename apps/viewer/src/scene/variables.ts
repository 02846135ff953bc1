/** A dashboard's variables as scene variables. */
import {
  ConstantVariable,
  CustomVariable,
  type MultiValueVariable,
  QueryVariable,
  type SceneVariable,
} from '@grafana/scenes';
import { VariableHide } from '@grafana/schema';
import type { Variable } from '@plumbline/grafana-sdk-mocks';
import { type Language, say } from '../language';

/** Links to pages of the platform begin with it; in Grafana it is a configured address. */
const PLATFORM = 'platform';

/** Scenes' own value and word for all of them; the word is English whatever the language. */
const EVERY = '$__all';

/** @throws Error for a kind that no dashboard of ours has */
export function sceneVariable(variable: Variable, language: Language): SceneVariable {
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
      return named(
        new QueryVariable({
          ...shared,
          datasource: variable['datasource'] as { type: string; uid: string },
          query: query as never,
          refresh: Number(variable['refresh']),
          sort: Number(variable['sort'] ?? 0),
        }),
        language,
      );
    case 'custom':
      return named(new CustomVariable({ ...shared, query: String(query) }), language);
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

function named<Variable extends MultiValueVariable>(variable: Variable, language: Language): Variable {
  const optionsOf = variable.getOptionsForSelect.bind(variable);
  const all = say(language, { zh: '全部', en: 'All' });
  variable.getOptionsForSelect = (...given) =>
    optionsOf(...given).map((option) => (option.value === EVERY ? { ...option, label: all } : option));
  return variable;
}
