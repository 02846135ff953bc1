/** Grafana's provisioning: files refer to each other rightly, alert rules ask what they may, secrets and plugins are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { INFINITY_TYPE, type InfinityQuery, lintInfinityQuery, panelsOf } from '@plumbline/grafana-sdk-mocks';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import { parse } from 'yaml';
import { GRAFANA_VERSION } from '../../dashboards/src/dashboard';

const ROOT = path.resolve(__dirname, '../..');
const GRAFANA = path.join(ROOT, 'infra/grafana');

interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly dashboardUid: string;
  readonly panelId: number;
  readonly data: readonly {
    readonly refId: string;
    readonly datasourceUid: string;
    readonly relativeTimeRange?: { readonly from: number; readonly to: number };
    readonly model: InfinityQuery & { readonly expression?: string };
  }[];
}

interface DataSource {
  readonly uid: string;
  readonly type: string;
  readonly url?: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

function yaml<Content>(file: string): Content {
  return parse(readFileSync(path.join(GRAFANA, file), 'utf8')) as Content;
}

const DATA_SOURCES = yaml<{ datasources: DataSource[] }>('provisioning/datasources/plumbline.yaml').datasources;
const RULES = yaml<{ groups: { rules: Rule[] }[] }>('provisioning/alerting/rules.yaml').groups.flatMap(
  ({ rules }) => rules,
);
const COMPOSE = yaml<{
  services: { grafana: { image: string; environment: Record<string, string>; secrets: string[]; volumes: string[] } };
  secrets: Record<string, unknown>;
}>('compose.yml');
const DASHBOARDS = readDashboards(path.join(ROOT, 'dashboards')).map(({ dashboard }) => dashboard);

describe("Grafana's provisioning", () => {
  it('given the data sources, then uids are those that dashboards name, and Infinity has its base URL at the top', () => {
    expect(DATA_SOURCES.map(({ uid, type }) => [uid, type])).toEqual([
      ['sq-api', INFINITY_TYPE],
      ['sq-clickhouse', 'grafana-clickhouse-datasource'],
    ]);
    expect(DATA_SOURCES[0]?.url).toBe('$PLUMBLINE_URL/api/v1');
    expect(DATA_SOURCES[0]?.jsonData['allowedHosts']).toEqual(['$PLUMBLINE_URL']);
  });

  it('given secrets and variables, then the compose file gives each', () => {
    const text = JSON.stringify(DATA_SOURCES);
    const files = [...text.matchAll(/\$__file\{\/run\/secrets\/(\w+)\}/g)].map(([, name]) => name as string);
    expect(files).toEqual(COMPOSE.services.grafana.secrets);
    expect(Object.keys(COMPOSE.secrets)).toEqual(files);
    const variables = [...text.matchAll(/\$([A-Z]\w+)/g)].map(([, name]) => name as string);
    expect(variables.filter((name) => COMPOSE.services.grafana.environment[name] === undefined)).toEqual([]);
  });

  it('given the compose file, then image, plugins and mounted paths are there', () => {
    const { image, environment, volumes } = COMPOSE.services.grafana;
    expect(image).toBe(`grafana/grafana:${GRAFANA_VERSION}`);
    const plugins = environment['GF_PLUGINS_PREINSTALL_SYNC']?.split(',').map((plugin) => plugin.split('@')[0]);
    expect(plugins).toEqual(DATA_SOURCES.map(({ type }) => type));
    const missing = volumes
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((file) => !existsSync(path.join(ROOT, file)));
    expect(missing).toEqual([]);
    const home = environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH']?.replace('/var/lib/grafana/', '');
    expect(existsSync(path.join(ROOT, home ?? ''))).toBe(true);
    const { providers } = yaml<{ providers: { options: { path: string } }[] }>(
      'provisioning/dashboards/plumbline.yaml',
    );
    expect(
      volumes.every((volume) => /:\/(etc\/grafana\/provisioning|var\/lib\/grafana\/dashboards\/)/.test(volume)),
    ).toBe(true);
    expect(providers[0]?.options.path).toBe('/var/lib/grafana/dashboards');
  });

  it.each(RULES.map((rule) => [rule.uid, rule] as const))(
    'given the rule %s, then it asks one number of a panel that is there',
    (_, rule) => {
      const dashboard = DASHBOARDS.find(({ uid }) => uid === rule.dashboardUid);
      expect(panelsOf(dashboard ?? { panels: [] }).map(({ id }) => id)).toContain(rule.panelId);
      const [query, threshold] = rule.data;
      expect(query?.datasourceUid).toBe('sq-api');
      expect(lintInfinityQuery(query!.model)).toEqual([]);
      expect(query!.model.columns.filter(({ type }) => type === 'number')).toHaveLength(1);
      expect(JSON.stringify(query!.model)).not.toMatch(/\$\{(?!__timeFrom|__timeTo)/);
      expect([threshold?.datasourceUid, threshold?.model.expression, threshold?.refId]).toEqual([
        '__expr__',
        query!.refId,
        rule.condition,
      ]);
    },
  );

  it('given the rules, then uids and titles are their own, and every team has a contact point', () => {
    expect(new Set(RULES.map(({ uid }) => uid)).size).toBe(RULES.length);
    expect(new Set(RULES.map(({ title }) => title)).size).toBe(RULES.length);
    const { contactPoints, policies } = yaml<{
      contactPoints: { name: string }[];
      policies: { receiver: string; routes: { receiver: string }[] }[];
    }>('provisioning/alerting/contact-points.yaml');
    const receivers = policies.flatMap(({ receiver, routes }) => [receiver, ...routes.map((route) => route.receiver)]);
    expect(receivers.filter((name) => !contactPoints.some((point) => point.name === name))).toEqual([]);
  });

  it('given the README, then it names every file', () => {
    const readme = readFileSync(path.join(GRAFANA, 'README.md'), 'utf8');
    const files = readdirSync(GRAFANA, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.yaml') || file.endsWith('.yml'),
    );
    expect(files.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
  });
});
