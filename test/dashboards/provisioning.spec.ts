/** Grafana's provisioning: files refer to each other rightly, alert rules ask what they may, secrets and plugins are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLICKHOUSE_TYPE, INFINITY_TYPE, lintInfinityQuery, panelsOf } from '@plumbline/grafana-sdk-mocks';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import { parse } from 'yaml';
import { GRAFANA_VERSION } from '../../dashboards/src/dashboard';
import { CLICKHOUSE_PLUGIN_VERSION } from '../../dashboards/src/sql-query';
import { readComposeFile, type Service } from '../deploy/compose-file';
import { ALERT_RULES } from './alert-rules';

const ROOT = path.resolve(__dirname, '../..');
const GRAFANA = path.join(ROOT, 'infra/grafana');

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
const { compose: COMPOSE } = readComposeFile('docker-compose.yml');
const SERVICE = COMPOSE.services['grafana'] as Service;
const DASHBOARDS = readDashboards(path.join(ROOT, 'dashboards')).map(({ dashboard }) => dashboard);
const SQL_FILES = readDashboards(path.join(GRAFANA, 'dashboards'));

describe("Grafana's provisioning", () => {
  it('given the data sources, then uids are those that dashboards name, and Infinity has its base URL at the top', () => {
    expect(DATA_SOURCES.map(({ uid, type }) => [uid, type])).toEqual([
      ['sq-api', INFINITY_TYPE],
      ['sq-clickhouse', CLICKHOUSE_TYPE],
    ]);
    expect(DATA_SOURCES[0]?.url).toBe('$PLUMBLINE_URL/api/v1');
    expect(DATA_SOURCES[0]?.jsonData['allowedHosts']).toEqual(['$PLUMBLINE_URL']);
  });

  it('given secrets and variables, then docker-compose.yml gives each', () => {
    const { environment = {}, secrets = [] } = SERVICE;
    const text = JSON.stringify(DATA_SOURCES);
    const files = [...text.matchAll(/\$__file\{\/run\/secrets\/(\w+)\}/g)].map(([, name]) => name as string);
    expect(files).toEqual(['access_token', 'clickhouse_analyst_password']);
    expect(files.filter((name) => !secrets.includes(name))).toEqual([]);
    const variables = [...text.matchAll(/\$([A-Z]\w+)/g)].map(([, name]) => name as string);
    expect(variables.filter((name) => environment[name] === undefined)).toEqual([]);
  });

  it('given the addresses of the data sources, then services of the compose file answer there, on a network of both', () => {
    const { jsonData } = DATA_SOURCES[1] as DataSource;
    const query = new URL(SERVICE.environment?.['PLUMBLINE_URL'] ?? '');
    for (const host of [query.hostname, String(jsonData['host'])]) {
      const shared = COMPOSE.services[host]?.networks?.filter((name) => SERVICE.networks?.includes(name));
      expect([host, shared?.length ?? 0]).not.toEqual([host, 0]);
    }
    const account = String(jsonData['username']);
    expect(COMPOSE.services['clickhouse']?.environment?.[`${account.toUpperCase()}_PASSWORD_FILE`]).toBe(
      '/run/secrets/clickhouse_analyst_password',
    );
    expect(existsSync(path.join(ROOT, `infra/clickhouse/initdb/accounts/users/${account}.sql`))).toBe(true);
  });

  it('given the image and the plugins, then they are those that dashboards are written for', () => {
    const { image, environment = {} } = SERVICE;
    expect(image).toBe(`grafana/grafana:${GRAFANA_VERSION}`);
    const plugins = environment['GF_PLUGINS_PREINSTALL_SYNC']?.split(',').map((plugin) => plugin.split('@'));
    expect(plugins?.map(([id]) => id)).toEqual(DATA_SOURCES.map(({ type }) => type));
    expect(plugins?.[1]?.[1]).toBe(CLICKHOUSE_PLUGIN_VERSION);
  });

  it('given the providers, then each finds its dashboards where they are mounted, and the home page is one of them', () => {
    const mounts = (SERVICE.volumes ?? []).map((volume) => volume.split(':') as [from: string, to: string]);
    const { providers } = yaml<{ providers: { options: { path: string } }[] }>(
      'provisioning/dashboards/plumbline.yaml',
    );
    const found = providers.map(({ options }) => mounts.filter(([, to]) => to.startsWith(options.path)));
    expect(found.map((pairs) => pairs.map(([from]) => from))).toEqual([
      ['./dashboards/zh-CN', './dashboards/en'],
      ['./infra/grafana/dashboards'],
    ]);
    const home = SERVICE.environment?.['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? '';
    const [from, to] = mounts.find(([, target]) => target !== '/var/lib/grafana' && home.startsWith(target)) ?? [];
    expect(existsSync(path.join(ROOT, home.replace(to ?? '', from ?? '')))).toBe(true);
  });

  it('given the dashboards of one Grafana, then no two share a uid, and none of those in SQL a title', () => {
    const uids = [...DASHBOARDS, ...SQL_FILES.map(({ dashboard }) => dashboard)].map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    expect(new Set(SQL_FILES.map(({ dashboard }) => dashboard.title)).size).toBe(SQL_FILES.length);
  });

  it.each(ALERT_RULES.map((rule) => [rule.uid, rule] as const))(
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
    expect(new Set(ALERT_RULES.map(({ uid }) => uid)).size).toBe(ALERT_RULES.length);
    expect(new Set(ALERT_RULES.map(({ title }) => title)).size).toBe(ALERT_RULES.length);
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
