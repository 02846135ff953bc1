/** Saves what a panel shows as a CSV file. */
import { sceneGraph, type VizPanel } from '@grafana/scenes';
import { framesCsv } from './frames-csv';

export function downloadCsv(panel: VizPanel): void {
  const { data } = sceneGraph.getData(panel).state;
  if (!data) return;
  const content = framesCsv(panel.applyFieldConfig(data).series);
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = `${sceneGraph.interpolate(panel, panel.state.title).replaceAll(/[\\/:*?"<>|]+/g, '-')}.csv`;
  anchor.click();
  URL.revokeObjectURL(address);
}
