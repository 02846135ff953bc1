/** Grafana's own words in Chinese: those of scenes come with it, those of the pickers and what it has no words for stand in words.zh. */
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';
import i18next from 'i18next';
import type { Language } from './language';

const NAMESPACE = 'plumbline';
const CHINESE = 'zh-Hans';

export async function translateGrafana(language: Language): Promise<void> {
  await initPluginTranslations(NAMESPACE);
  if (language === 'en') return;
  const [scenesWords, { GRAFANA_WORDS }] = await Promise.all([loadResources(CHINESE), import('./grafana-words.zh')]);
  for (const words of [scenesWords, GRAFANA_WORDS]) i18next.addResourceBundle(CHINESE, NAMESPACE, words, true, true);
  await i18next.changeLanguage(CHINESE);
}
