/** Words and numbers of the page. */
import { type Label, type Language, say } from '../language';

export const GRADES: Readonly<Record<string, Label>> = {
  to_improve: { zh: '待改进', en: 'to improve' },
  acceptable: { zh: '合格', en: 'acceptable' },
  good: { zh: '良好', en: 'good' },
  excellent: { zh: '优秀', en: 'excellent' },
};

export const STATUSES: Readonly<Record<string, Label>> = {
  ok: { zh: '✓ 正常', en: '✓ ok' },
  provisional: { zh: '◐ 暂定', en: '◐ provisional' },
  low_sample: { zh: '△ 样本不足', en: '△ low sample' },
  suppressed: { zh: '■ 已隐藏', en: '■ hidden' },
  no_data: { zh: '— 无数据', en: '— no data' },
};

export const OUTCOMES: Readonly<Record<string, Label>> = {
  met: { zh: '达标', en: 'met' },
  failed: { zh: '未达标', en: 'failed' },
  counted: { zh: '计入', en: 'counted' },
  censored: { zh: '删失', en: 'censored' },
  excluded: { zh: '不计', en: 'excluded' },
};

export const PARTS: Readonly<Record<'performance' | 'mix' | 'scheme' | 'coverage', Label>> = {
  performance: { zh: '表现', en: 'Performance' },
  mix: { zh: '构成', en: 'Mix' },
  scheme: { zh: '方案', en: 'Scheme' },
  coverage: { zh: '覆盖', en: 'Coverage' },
};

/** A code of the API in words; the code itself where it has none. */
export function word(words: Readonly<Record<string, Label>>, code: string, language: Language): string {
  const label = words[code];
  return label ? say(language, label) : code;
}

export function number(value: number | null | undefined, decimals = 1): string {
  return value === null || value === undefined ? '–' : value.toFixed(decimals).replace('-', '−');
}

/** With its sign. */
export function signed(value: number | null | undefined, decimals = 2): string {
  return value === null || value === undefined ? '–' : `${value > 0 ? '+' : ''}${number(value, decimals)}`;
}

export function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toLocaleString('en');
}

export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${(100 * value).toFixed(1)} %`;
}

export function interval(lower: number | null | undefined, upper: number | null | undefined): string {
  return lower === null || lower === undefined || upper === null || upper === undefined
    ? '–'
    : `${number(lower)} – ${number(upper)}`;
}
