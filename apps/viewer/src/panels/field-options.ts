/** The options of fields that the dashboards set, as Grafana's registries want them: without editors. */
import type { Field, FieldConfigPropertyItem } from '@grafana/data';
import type { TableFieldOptions } from '@grafana/schema';

/** Below `custom` in a field's configuration; an override of any other is left out by Grafana's code without a word. */
export const CUSTOM_OPTIONS = [
  ...[
    'align',
    'axisPlacement',
    'cellOptions',
    'drawStyle',
    'fillBelowTo',
    'fillOpacity',
    'gradientMode',
    'hideFrom',
    'hideFrom.viz',
  ],
  ...['inspect', 'lineStyle', 'lineWidth', 'pointSize', 'showPoints', 'spanNulls', 'stacking'],
  ...['thresholdsStyle', 'width'],
];

/** What stands below `custom` in the configuration of a field. */
export function customOptionsOf({ config }: Field): Partial<TableFieldOptions> {
  return (config.custom ?? {}) as Partial<TableFieldOptions>;
}

export function isHidden(field: Field): boolean {
  return customOptionsOf(field).hideFrom?.viz === true;
}

export function fieldOption(id: string): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    editor: () => null,
    override: () => null,
    process: (value: unknown) => value,
    shouldApply: () => true,
    settings: {},
  };
}
