/** The stand-ins for the shell: what scenes ask for is there, and an error becomes a state. */
import { frameOf } from './frame';
import { installRuntime, runRequest } from './runtime';

const RANGE = { from: 0, to: 1 };

describe('installRuntime', () => {
  it('given the packages, then theme, bus, panels and requests are set', async () => {
    const set: Record<string, unknown> = {};
    const keep = (name: string) => (value: never) => void (set[name] = value);
    const runtime = {
      config: { theme2: undefined as unknown, bootData: { user: { timezone: '' } } },
      setAppEvents: keep('bus'),
      setPluginImportUtils: keep('panels'),
      setRunRequest: keep('run'),
    };
    const stat = { meta: undefined };
    installRuntime({
      ...{ runtime, theme: 'dark', timeZone: 'Asia/Shanghai', eventBus: 'bus', panels: { stat } },
      observe: (promise) => promise,
    });
    expect(runtime.config).toEqual({ theme2: 'dark', bootData: { user: { timezone: 'Asia/Shanghai' } } });
    expect(set.bus).toBe('bus');
    expect(stat.meta).toMatchObject({ id: 'stat' });
    const { importPanelPlugin } = set.panels as { importPanelPlugin: (id: string) => Promise<unknown> };
    await expect(importPanelPlugin('stat')).resolves.toBe(stat);
    await expect(importPanelPlugin('geomap')).rejects.toThrow('No panel draws the type geomap.');
  });
});

describe('runRequest', () => {
  it('given frames, then done with them', async () => {
    const data = [frameOf('A', [])];
    await expect(runRequest({ query: () => Promise.resolve({ data }) }, { range: RANGE })).resolves.toMatchObject({
      state: 'Done',
      series: data,
      timeRange: RANGE,
    });
  });

  it('given a source that fails, then an error state with its words', async () => {
    const query = () => Promise.reject(new Error('503 of /scores'));
    await expect(runRequest({ query }, { range: RANGE })).resolves.toMatchObject({
      state: 'Error',
      errors: [{ message: '503 of /scores' }],
    });
  });
});
