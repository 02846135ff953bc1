/** How the model is written down: a metric says what it counts part by part, and its definition in words is put together here. */
import { EXCLUSIONS } from './exclusions';
import { keyExclusionOf } from './key-exclusion';
import type { Label } from './label';
import type { IndicatorDefinition, MetricDefinition } from './metric-definition';

/** What a metric counts, in one language: phrases without a full stop. */
export type Words = { readonly cases: string; readonly day: string } & (
  | { readonly numerator: string; readonly denominator: string }
  /** For what is no quotient of two counts. */
  | { readonly value: string }
);

export interface WordsInBoth {
  readonly zh: Words;
  readonly en: Words;
}

/** A metric as the model's files write it. */
export type MetricDraft = Omit<MetricDefinition, 'indicator' | 'definition'> & {
  readonly words: WordsInBoth;
  /** Exclusions in words, where no reasons are pinned yet since the family is not taken. */
  readonly leftOut?: Label;
};

export function indicator(id: string, name: Label, drafts: readonly MetricDraft[]): IndicatorDefinition {
  return { id, name, metrics: drafts.map((draft) => complete(id, draft)) };
}

function complete(indicatorId: string, { words, leftOut, ...metric }: MetricDraft): MetricDefinition {
  const exclusions = leftOut ?? exclusionsInWords(metric);
  return {
    ...metric,
    indicator: indicatorId,
    definition: { zh: inChinese(words.zh, exclusions.zh), en: inEnglish(words.en, exclusions.en) },
  };
}

function exclusionsInWords({ excluded, estimator }: Pick<MetricDefinition, 'excluded' | 'estimator'>): Label {
  const byKey = keyExclusionOf(estimator);
  const meanings: readonly Label[] = [
    ...(excluded === undefined ? [] : Object.values<Label>(EXCLUSIONS[excluded])),
    ...(byKey === undefined ? [] : [byKey.meaning]),
  ];
  return { zh: meanings.map(({ zh }) => zh).join('；'), en: meanings.map(({ en }) => en).join('; ') };
}

function inChinese(words: Words, exclusions: string): string {
  const counts = 'value' in words ? `取值：${words.value}。` : `分子：${words.numerator}。分母：${words.denominator}。`;
  return `对象：${words.cases}，归入${words.day}。${counts}不计：${exclusions}。`;
}

function inEnglish(words: Words, exclusions: string): string {
  const counts =
    'value' in words ? `Value: ${words.value}.` : `Numerator: ${words.numerator}. Denominator: ${words.denominator}.`;
  return `Cases: ${words.cases}, on the day ${words.day}. ${counts} Excluded: ${exclusions}.`;
}
