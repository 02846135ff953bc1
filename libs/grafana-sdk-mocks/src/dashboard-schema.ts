/** JSON schemas of dashboards and panel options, generated from the types of @grafana/grafana-foundation-sdk. */
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { type Dashboard, panelsOf } from './dashboard';

const SDK_TYPES = path.join(path.dirname(require.resolve('@grafana/grafana-foundation-sdk/dashboard')), '..');
/** Panel types whose options and field options the SDK declares. */
const CHECKED_PANELS = [
  'barchart',
  'bargauge',
  'gauge',
  'heatmap',
  'piechart',
  'stat',
  'statetimeline',
  'table',
  'text',
  'timeseries',
];

const validators = new Map<string, ValidateFunction>();

/** Faults of a dashboard and of its panels' options, none for a valid one. The first call generates the schemas (seconds). */
export function schemaFaults(dashboard: Dashboard): string[] {
  const faults = faultsOf('dashboard', 'Dashboard', withoutDataLinks(dashboard), 'dashboard');
  for (const panel of panelsOf(dashboard)) {
    const place = `panel ${panel.id} "${panel.title ?? ''}" options`;
    if (CHECKED_PANELS.includes(panel.type))
      faults.push(...faultsOf(panel.type, 'Options', panel.options ?? {}, place));
  }
  return faults;
}

function faultsOf(module: string, type: string, value: unknown, place: string): string[] {
  const validate = validatorOf(module, type);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message}`);
}

function validatorOf(module: string, type: string): ValidateFunction {
  const key = `${module}.${type}`;
  let validator = validators.get(key);
  if (!validator) {
    const schema = schemaOf(path.join(SDK_TYPES, module, 'types.gen.d.ts'), type);
    validator = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validators.set(key, validator);
  }
  return validator;
}

/** With its own compiler options: where the types of every package are in sight, another package's `Options` is taken. */
function schemaOf(file: string, type: string): object {
  return createGenerator({
    path: file,
    tsconfig: path.join(__dirname, 'sdk-types.tsconfig.json'),
    type,
    skipTypeCheck: true,
    additionalProperties: true,
    functions: 'hide',
  }).createSchema(type);
}

/** The SDK gives data links the type of a dashboard's links, whose other properties Grafana does not read in them. */
function withoutDataLinks(dashboard: Dashboard): unknown {
  return JSON.parse(
    JSON.stringify(dashboard, function (this: unknown, key, value: unknown) {
      return key === 'links' && this !== dashboard ? undefined : value;
    }),
  );
}
