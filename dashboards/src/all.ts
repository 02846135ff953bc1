/** Every dashboard in every language, as the files that are committed. */
import { branch } from './branch';
import { complaints } from './complaints';
import { dashboardJson } from './dashboard';
import { dataQuality } from './data-quality';
import { executive } from './executive';
import { explorer } from './explorer';
import { LANGUAGES, voice } from './language';
import { quality } from './quality';

const DASHBOARDS = [executive, quality, branch, complaints, explorer, dataQuality];

export interface GeneratedFile {
  /** Relative to the folder of dashboards. */
  readonly file: string;
  readonly json: string;
}

export function allDashboards(): GeneratedFile[] {
  return LANGUAGES.flatMap((language) =>
    DASHBOARDS.map((make) => {
      const say = voice(language);
      const spec = make(say);
      return { file: `${language}/${spec.name}.json`, json: dashboardJson(spec, say) };
    }),
  );
}
