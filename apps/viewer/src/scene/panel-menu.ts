/** What can be done with a panel: read it as a table, take it along as CSV, ask why. */
import type { PanelMenuItem } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { sceneGraph, VizPanel, VizPanelMenu } from '@grafana/scenes';
import type { Panel } from '@plumbline/grafana-sdk-mocks';
import { type Language, say } from '../language';
import { downloadCsv } from './download-csv';
import { explainedBy } from './explain-link';

export function panelMenu(source: Panel, language: Language): VizPanelMenu {
  const menu = new VizPanelMenu({});
  const template = explainedBy(source);
  menu.addActivationHandler(() => {
    const panel = sceneGraph.getAncestor(menu, VizPanel);
    const items: PanelMenuItem[] = [
      {
        text: say(language, { zh: '以表格查看', en: 'View as table' }),
        iconClassName: 'table',
        onClick: () => locationService.partial({ table: panel.state.key }),
      },
      {
        text: say(language, { zh: '下载 CSV', en: 'Download CSV' }),
        iconClassName: 'download-alt',
        onClick: () => downloadCsv(panel),
      },
    ];
    if (template !== undefined)
      items.push({
        text: say(language, { zh: '解释', en: 'Explain' }),
        iconClassName: 'question-circle',
        href: new URL(sceneGraph.interpolate(panel, template), window.location.origin).href,
      });
    menu.setState({ items });
  });
  return menu;
}
