/** The provisioned alert rules: read from their file, and their queries run as Grafana's alerting would. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type InfinityQuery, recordsOf, runInfinity } from '@plumbline/grafana-sdk-mocks';
import { parse } from 'yaml';
import type { RunQuery, RunWith } from './queries';

export interface AlertRule {
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
    /** Seconds before now. */
    readonly relativeTimeRange?: { readonly from: number; readonly to: number };
    readonly model: InfinityQuery & { readonly expression?: string };
  }[];
}

const FILE = path.resolve(__dirname, '../../infra/grafana/provisioning/alerting/rules.yaml');

export const ALERT_RULES = (parse(readFileSync(FILE, 'utf8')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(
  ({ rules }) => rules,
);

/** The first query of a rule; the others are expressions, which need no data source. */
export async function runRule({ uid, data }: AlertRule, { baseUrl, nowMs, fetch }: RunWith): Promise<RunQuery> {
  const [{ model: query, relativeTimeRange = { from: 0, to: 0 } }] = data as [AlertRule['data'][number]];
  const range = {
    fromMs: nowMs - relativeTimeRange.from * 1000,
    toMs: nowMs - relativeTimeRange.to * 1000,
  };
  const place = `rule ${uid}`;
  try {
    return { place, query, frame: await runInfinity(query, { baseUrl, range, ...(fetch ? { fetch } : {}) }) };
  } catch (error) {
    return { place, query, error: (error as Error).message };
  }
}

/** What Grafana's alerting would not take: it wants numbers by label, one a row, and no time. */
export function ruleFaultsOf({ frame }: RunQuery): string[] {
  if (!frame) return [];
  const types = frame.fields.map(({ type }) => type);
  const labels = frame.fields.filter(({ type }) => type === 'string').map(({ name }) => name);
  const sets = recordsOf(frame).map((row) => JSON.stringify(labels.map((name) => row[name])));
  return [
    ...(types.filter((type) => type === 'number').length === 1 ? [] : ['has not one number column']),
    ...(types.every((type) => type === 'number' || type === 'string') ? [] : ['has other columns than labels']),
    ...(new Set(sets).size === sets.length ? [] : ['has two rows of the same labels']),
  ];
}
