/** Grafana's own words in Chinese: those of scenes come with it, those of the pickers stand in words.zh. */
import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import type { Language } from './language';

const NAMESPACE = 'plumbline';
const CHINESE = 'zh-Hans';

export async function translateGrafana(language: Language): Promise<void> {
  await initPluginTranslations(NAMESPACE);
  if (language === 'en') return;
  const { GRAFANA_WORDS } = await import('./grafana-words.zh');
  i18next.addResourceBundle(CHINESE, NAMESPACE, GRAFANA_WORDS, true, true);
  await i18next.changeLanguage(CHINESE);
}
