/** The two languages of the dashboards, and text in both. */
import type { Label } from '@plumbline/indicators';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Says a text in one language. */
export interface Voice {
  readonly language: Language;
  (text: Label): string;
  /** Field of the API that holds a name, below a prefix such as `name.`. */
  field(prefix: string): string;
}

export function voice(language: Language): Voice {
  const key = language === 'en' ? 'en' : 'zh';
  return Object.assign((text: Label) => text[key], { language, field: (prefix: string) => `${prefix}${key}` });
}
