import { renderFigures } from './prometheus';

describe('renderFigures', () => {
  it('given figures of several parts, then each series once, with its labels, beside those of the process', async () => {
    const text = await renderFigures([
      { name: 'plumbline_log_events', help: 'Events', type: 'gauge', value: 7, labels: { partition: '0' } },
      { name: 'plumbline_log_events', help: 'Events', type: 'gauge', value: 9, labels: { partition: '1' } },
      { name: 'plumbline_projected_events_total', help: 'Projected', type: 'counter', value: 16 },
    ]);
    expect(text).toContain('# TYPE plumbline_log_events gauge\n');
    expect(text).toContain('plumbline_log_events{partition="0"} 7\n');
    expect(text).toContain('plumbline_log_events{partition="1"} 9\n');
    expect(text).toContain('# TYPE plumbline_projected_events_total counter\n');
    expect(text).toContain('plumbline_projected_events_total 16\n');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('given the same figures again, then they are not added up', async () => {
    const figures = [{ name: 'plumbline_x_total', help: 'x', type: 'counter', value: 3 }] as const;
    await renderFigures(figures);
    expect(await renderFigures(figures)).toContain('plumbline_x_total 3\n');
  });
});
