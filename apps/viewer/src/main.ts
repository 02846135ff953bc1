/** The page's first step: what Grafana's modules read from the window while they load, then the viewer itself. */
Object.assign(window, {
  __grafana_public_path__: '/public/',
  grafanaBootData: { settings: { appSubUrl: '' }, user: {}, navTree: [] },
});

const { startViewer } = await import('./viewer');
await startViewer(document.getElementById('root')!);

export {};
