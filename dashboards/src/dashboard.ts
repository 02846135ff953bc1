/** Puts panels into a dashboard: ids, places, links, and the corrections that the SDK's output needs. */
import {
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  type RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Label } from '@plumbline/indicators';
import type { Voice } from './language';
import { DASHBOARD_NAMES, type DashboardName, TITLES, uidOf } from './links';
import type { BuiltPanel } from './panel';
import type { Variable } from './variables';

/** The Grafana whose panels the JSON is written for; the compose file pins the same. */
export const GRAFANA_VERSION = '13.2.3';
const COLUMNS = 24;

export interface Section {
  readonly title: Label;
  readonly panels: readonly BuiltPanel[];
}

export interface DashboardSpec {
  readonly name: DashboardName;
  readonly description: Label;
  readonly from: string;
  readonly variables: readonly Variable[];
  readonly sections: readonly Section[];
}

/** As JSON that can be committed: keys in the SDK's order, functions left out. */
export function dashboardJson(spec: DashboardSpec, say: Voice): string {
  const built = new DashboardBuilder(say(TITLES[spec.name]))
    .uid(uidOf(spec.name, say.language))
    .description(say(spec.description))
    .tags(['plumbline', 'service-quality', say.language])
    .time({ from: spec.from, to: 'now' })
    .timezone('Asia/Shanghai')
    .refresh('5m')
    .weekStart('monday')
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .build();
  const json = {
    ...built,
    links: DASHBOARD_NAMES.filter((name) => name !== spec.name).map((name) => linkTo(name, say)),
    templating: { list: spec.variables },
    panels: placed(spec.sections, say),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** In the bar above: `keepTime` and `includeVars` carry what was chosen. */
function linkTo(name: DashboardName, say: Voice): object {
  return {
    title: say(TITLES[name]),
    type: 'link',
    url: `/d/${uidOf(name, say.language)}`,
    icon: 'dashboard',
    tooltip: '',
    tags: [],
    asDropdown: false,
    targetBlank: false,
    includeVars: true,
    keepTime: true,
  };
}

/** From left to right and from top to bottom, each section under a row of its own. */
function placed(sections: readonly Section[], say: Voice): (Panel | RowPanel)[] {
  let id = 0;
  let y = 0;
  return sections.flatMap(({ title, panels }) => {
    const row = {
      type: 'row',
      id: ++id,
      title: say(title),
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
    };
    y += 1;
    let x = 0;
    let height = 0;
    const inRow = panels.map(({ panel, width, height: h }) => {
      if (x + width > COLUMNS) {
        y += height;
        x = 0;
        height = 0;
      }
      const gridPos = { x, y, w: width, h };
      x += width;
      height = Math.max(height, h);
      return { ...panel, id: ++id, gridPos, pluginVersion: GRAFANA_VERSION };
    });
    y += height;
    return [row as unknown as RowPanel, ...inRow];
  });
}
