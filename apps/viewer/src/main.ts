/** The page's first step: what Grafana's modules read from the window while they load, then the viewer itself. */
declare global {
  interface Window {
    __grafana_public_path__: string;
    grafanaBootData: unknown;
  }
}

window.__grafana_public_path__ = '/public/';
window.grafanaBootData = { settings: { appSubUrl: '' }, user: {}, navTree: [] };

const { startViewer } = await import('./viewer');
await startViewer(document.getElementById('root')!);
