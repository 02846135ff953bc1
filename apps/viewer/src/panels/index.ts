/** The panels that the viewer draws, by Grafana's names of their types. */
import { FieldConfigProperty, type PanelProps, PanelPlugin } from '@grafana/data';
import type { ComponentType } from 'react';
import { BarChartPanel } from './bar-chart';
import { CUSTOM_OPTIONS, fieldOption } from './field-options';
import { StatPanel } from './stat';
import { TablePanel } from './table';
import { TextPanel } from './text';
import { TimeSeriesPanel } from './time-series';

export const panels: Readonly<Record<string, PanelPlugin>> = {
  barchart: plugin(BarChartPanel),
  stat: plugin(StatPanel),
  table: plugin(TablePanel),
  text: plugin(TextPanel),
  timeseries: plugin(TimeSeriesPanel),
};

function plugin(panel: ComponentType<PanelProps>): PanelPlugin {
  return new PanelPlugin(panel).useFieldConfig({
    disableStandardOptions: [FieldConfigProperty.Actions],
    useCustomConfig: (builder) => {
      for (const id of CUSTOM_OPTIONS) builder.addCustomEditor(fieldOption(id) as never);
    },
  });
}
