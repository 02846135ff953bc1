/** What stands in a panel that has nothing to show: the dashboard's own words. */
import type { FieldConfigSource } from '@grafana/data';

interface NoDataProps {
  readonly fieldConfig: FieldConfigSource;
  readonly height: number;
}

export function NoData({ fieldConfig, height }: NoDataProps) {
  return (
    <div role="note" style={{ height, display: 'grid', placeItems: 'center', opacity: 0.8 }}>
      {fieldConfig.defaults.noValue ?? '–'}
    </div>
  );
}
