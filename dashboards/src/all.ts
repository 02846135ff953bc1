/** Every dashboard in every language, as the files that are committed. */
import { branch } from './branch';
import { complaints } from './complaints';
import { dashboardJson } from './dashboard';
import { dataQuality } from './data-quality';
import { executive } from './executive';
import { explorer } from './explorer';
import { type Language, LANGUAGES, voice } from './language';
import { type DashboardName, SQL_DASHBOARD, uidOf } from './links';
import { quality } from './quality';
import { sqlAnalysis } from './sql-analysis';

const DASHBOARDS = [executive, quality, branch, complaints, explorer, dataQuality, sqlAnalysis];

export interface GeneratedFile {
  /** Relative to the repository. */
  readonly file: string;
  readonly json: string;
}

export function allDashboards(): GeneratedFile[] {
  return LANGUAGES.flatMap((language) =>
    DASHBOARDS.map((make) => {
      const say = voice(language);
      const spec = make(say);
      return { file: fileOf(spec.name, language), json: dashboardJson(spec, say) };
    }),
  );
}

/** A folder a language; beside Grafana's provisioning what Grafana alone can show. */
function fileOf(name: DashboardName, language: Language): string {
  return name === SQL_DASHBOARD
    ? `infra/grafana/dashboards/${uidOf(name, language)}.json`
    : `dashboards/${language}/${name}.json`;
}
