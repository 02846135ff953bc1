/** One chart of ECharts in the page's theme; the library is loaded with the first chart. */
import { useTheme2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import type { ChartOption, ECharts } from './echarts';

interface ChartProps {
  readonly option: ChartOption;
  readonly width: number;
  readonly height: number;
  /** Read out in place of the picture. */
  readonly label: string;
  readonly onClick?: (series: number, row: number) => void;
}

export function Chart({ option, width, height, label, onClick }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts>();
  const theme = useTheme2();

  useEffect(() => {
    let made: ECharts | undefined;
    let isWanted = true;
    void import('./echarts').then(({ init }) => {
      if (!isWanted || !element.current) return;
      made = init(element.current, undefined, { renderer: 'svg', width: 1, height: 1 });
      setChart(made);
    });
    return () => {
      isWanted = false;
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    const { fontFamily } = theme.typography;
    chart.resize({ width, height });
    chart.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: { fontFamily, color: theme.colors.text.primary },
        ...option,
      },
      true,
    );
    chart.off('click');
    if (onClick) chart.on('click', ({ seriesIndex, dataIndex }) => onClick(seriesIndex ?? 0, dataIndex));
  }, [chart, option, width, height, theme, onClick]);

  return <div ref={element} style={{ width, height }} role="img" aria-label={label} />;
}
