/** The two languages: a dashboard's address says which, other pages take the one chosen last. */
export type Language = 'zh-CN' | 'en';
export interface Label {
  readonly zh: string;
  readonly en: string;
}

const KEY = 'plumbline.language';
const DASHBOARD = /^\/d\/([\w-]+)/;
const ENGLISH = '-en';

export function chosenLanguage(pathname: string): Language {
  const uid = DASHBOARD.exec(pathname)?.[1];
  if (uid !== undefined) return uid.endsWith(ENGLISH) ? 'en' : 'zh-CN';
  const stored = localStorage.getItem(KEY);
  if (stored === 'zh-CN' || stored === 'en') return stored;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-CN' : 'en';
}

/** Uid of a dashboard in a language. @param uid in any language */
export function uidIn(language: Language, uid: string): string {
  const name = uid.endsWith(ENGLISH) ? uid.slice(0, -ENGLISH.length) : uid;
  return language === 'en' ? `${name}${ENGLISH}` : name;
}

export function say(language: Language, { zh, en }: Label): string {
  return language === 'en' ? en : zh;
}
