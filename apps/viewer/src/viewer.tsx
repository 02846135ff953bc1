/** Starts the viewer: language, theme, Grafana's runtime, and the page at the address. */
import { createTheme, locationUtil } from '@grafana/data';
import { GlobalStyles, PortalContainer, ThemeContext } from '@grafana/ui';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { createRoot } from 'react-dom/client';
import { translateGrafana } from './grafana-words';
import { chosenLanguage } from './language';
import { prepareScenes } from './scene/runtime';
import { Pages } from './shell/pages';
import { RoutedByLocationService } from './shell/router';
import { mendSpokenNames } from './shell/spoken-names';
import { chosenMode } from './theme';

/** Inter is served with the page, since Grafana's code measures text with it; Chinese is in the machine's own font. */
const FONTS = {
  fontFamily: 'Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
};

export async function startViewer(element: HTMLElement): Promise<void> {
  const theme = createTheme({ colors: { mode: chosenMode() }, typography: FONTS });
  locationUtil.initialize({
    config: config as never,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => {
      const { from, to } = locationService.getSearchObject();
      return { from: String(from ?? ''), to: String(to ?? '') };
    },
  });
  prepareScenes(theme);
  await translateGrafana(chosenLanguage(window.location.pathname));
  mendSpokenNames(document.body);
  createRoot(element).render(
    <LocationServiceProvider service={locationService}>
      <RoutedByLocationService>
        <ThemeContext.Provider value={theme}>
          <GlobalStyles />
          <Pages />
          <PortalContainer />
        </ThemeContext.Provider>
      </RoutedByLocationService>
    </LocationServiceProvider>,
  );
}
