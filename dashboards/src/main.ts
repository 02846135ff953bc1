/**
 * Writes dashboards/<language>/<name>.json, and into infra/grafana/dashboards what Grafana alone can show. Run from the repository by
 * `npm run dashboards`; with --check it changes nothing and fails where a file is not what the builders make.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allDashboards } from './all';

const ROOT = process.cwd();
const isCheck = process.argv.includes('--check');
let stale = 0;

for (const { file, json } of allDashboards()) {
  const target = path.join(ROOT, file);
  if (isCheck) {
    if (readFileSync(target, 'utf8') === json) continue;
    console.error(`${file} is not what the builders make. Run: npm run dashboards`);
    stale += 1;
  } else {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, json);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
