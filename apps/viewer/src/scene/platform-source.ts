/** The Infinity data source of the dashboards, answered by the platform that serves the page. */
import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type Field,
  getDefaultTimeRange,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { RuntimeDataSource, sceneGraph, type SceneObject } from '@grafana/scenes';
import {
  type Frame,
  INFINITY_TYPE,
  type InfinityQuery,
  type InfinityVariableQuery,
  runInfinity,
} from '@plumbline/grafana-sdk-mocks';
import { sharedFetch } from '../api';

/** As the dashboards name it. */
export const PLATFORM_SOURCE = { type: INFINITY_TYPE, uid: 'sq-api' };

export class PlatformSource extends RuntimeDataSource {
  constructor() {
    super(PLATFORM_SOURCE.type, PLATFORM_SOURCE.uid);
  }

  async query({ targets, range, scopedVars }: DataQueryRequest): Promise<DataQueryResponse> {
    return {
      data: await Promise.all(targets.map((target) => run(target as unknown as InfinityQuery, range, scopedVars))),
    };
  }

  override async metricFindQuery(
    { infinityQuery, meta }: InfinityVariableQuery,
    { range, scopedVars }: { range?: TimeRange; scopedVars?: ScopedVars },
  ): Promise<MetricFindValue[]> {
    const { fields } = await run(infinityQuery, range ?? getDefaultTimeRange(), scopedVars ?? {});
    const valuesOf = (name: string): unknown[] => fields.find((field) => field.name === name)?.values ?? [];
    const texts = valuesOf(meta.textField);
    const options = valuesOf(meta.valueField).map(
      (value, row) => [String(value), String(texts[row] ?? value)] as const,
    );
    return [...new Map(options)].map(([value, text]) => ({ value, text }));
  }
}

async function run(query: InfinityQuery, { from, to }: TimeRange, scopedVars: ScopedVars): Promise<DataFrame> {
  const asking = scopedVars['__sceneObject']?.value as { valueOf(): SceneObject } | undefined;
  const frame = await runInfinity(query, {
    baseUrl: `${window.location.origin}/api/v1`,
    range: { fromMs: from.valueOf(), toMs: to.valueOf() },
    interpolate: (text) => (asking ? sceneGraph.interpolate(asking.valueOf(), text, scopedVars) : text),
    fetch: sharedFetch,
  });
  return createDataFrame(grafanaFrame(frame));
}

function grafanaFrame({ refId, fields }: Frame): { refId: string; fields: Field[] } {
  return { refId, fields: fields.map((field) => ({ ...field, config: { ...field.config } }) as unknown as Field) };
}
