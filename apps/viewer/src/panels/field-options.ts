/** The options of fields that the dashboards set, as Grafana's registries want them: without editors. */
import type { FieldConfigPropertyItem } from '@grafana/data';

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
  } as unknown as FieldConfigPropertyItem;
}
