/** Dashboards as they stand in a folder: one folder a language, one JSON file a dashboard. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dashboard } from './dashboard';

export interface DashboardFile {
  /** Relative to the folder. */
  readonly file: string;
  readonly text: string;
  readonly dashboard: Dashboard;
}

/** Sorted by file. @throws SyntaxError for a file that is no JSON */
export function readDashboards(folder: string): DashboardFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return { file, text, dashboard: JSON.parse(text) as Dashboard };
    });
}
