/** A dashboard's JSON as a scene: rows, panels, queries, variables, time, refresh. */
import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import type { Dashboard, Panel } from '@plumbline/grafana-sdk-mocks';
import type { Language } from '../language';
import { panelMenu } from './panel-menu';
import { PLATFORM_SOURCE } from './platform-source';
import { sceneVariable } from './variables';

export function dashboardScene(dashboard: Dashboard, language: Language): EmbeddedScene {
  const { time, refresh, templating, panels } = dashboard;
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({
      ...time,
      timeZone: dashboard.timezone ?? 'browser',
      weekStart: 'monday',
    }),
    $variables: new SceneVariableSet({
      variables: templating.list.map(sceneVariable),
    }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({ refresh: refresh ?? '', withText: true, intervals: ['1m', '5m', '15m', '1h'] }),
    ],
    body: new SceneGridLayout({ isDraggable: false, isLazy: false, children: gridItems(panels, language) }),
  });
}

/** What follows an open row stands in it, up to the next row. */
function gridItems(panels: readonly Panel[], language: Language): (SceneGridItem | SceneGridRow)[] {
  const items: (SceneGridItem | SceneGridRow)[] = [];
  let row: { panel: Panel; children: SceneGridItem[] } | undefined;
  const close = (): void => {
    if (row) items.push(gridRow(row.panel, row.children));
    row = undefined;
  };
  for (const panel of panels) {
    if (panel.type === 'row') {
      close();
      row = { panel, children: (panel.panels ?? []).map((inner) => gridItem(inner, language)) };
    } else if (row) {
      row.children.push(gridItem(panel, language));
    } else {
      items.push(gridItem(panel, language));
    }
  }
  close();
  return items;
}

function gridRow({ title = '', gridPos, ...panel }: Panel, children: SceneGridItem[]): SceneGridRow {
  return new SceneGridRow({
    title,
    y: gridPos.y,
    isCollapsed: panel['collapsed'] === true,
    isCollapsible: true,
    children,
  });
}

function gridItem(panel: Panel, language: Language): SceneGridItem {
  const { x, y, w, h } = panel.gridPos;
  return new SceneGridItem({ x, y, width: w, height: h, isDraggable: false, body: vizPanel(panel, language) });
}

function vizPanel(panel: Panel, language: Language): VizPanel {
  const { id, type, title = '', description = '', options = {}, fieldConfig, targets = [] } = panel;
  return new VizPanel({
    key: `panel-${id}`,
    pluginId: type,
    title,
    description,
    options: { ...options },
    fieldConfig: structuredClone(fieldConfig ?? { defaults: {}, overrides: [] }) as never,
    ...(targets.length === 0
      ? {}
      : {
          $data: new SceneQueryRunner({ datasource: PLATFORM_SOURCE, queries: structuredClone(targets) as never }),
          menu: panelMenu(panel, language),
        }),
  });
}
