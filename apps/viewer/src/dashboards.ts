/** The committed dashboards, each loaded when it is opened. */
import type { Dashboard } from '@plumbline/grafana-sdk-mocks';
import type { Language } from './language';

const UIDS = import.meta.glob<string>('../../../dashboards/*/*.json', { import: 'uid', eager: true });
const TITLES = import.meta.glob<string>('../../../dashboards/*/*.json', { import: 'title', eager: true });
const FILES = import.meta.glob<Dashboard>('../../../dashboards/*/*.json', { import: 'default' });

/** From general to specific. */
const ORDER = ['sq-executive', 'sq-quality', 'sq-branch', 'sq-complaints', 'sq-explorer', 'sq-data-quality'];
export const FIRST = 'sq-executive';

export interface DashboardEntry {
  readonly uid: string;
  readonly title: string;
}

export function dashboardsIn(language: Language): DashboardEntry[] {
  return ORDER.flatMap((name) => {
    const file = Object.keys(FILES).find((path) => path.endsWith(`/${language}/${name}.json`));
    return file === undefined ? [] : [{ uid: UIDS[file]!, title: TITLES[file]! }];
  });
}

/** Undefined where no dashboard has the uid. */
export function loadDashboard(uid: string): Promise<Dashboard> | undefined {
  const [file] = Object.entries(UIDS).find(([, known]) => known === uid) ?? [];
  return file === undefined ? undefined : FILES[file]!();
}
