/** Colours, thresholds and words that mean the same on every dashboard. Blue is good and red is bad: both survive red-green blindness. */
import {
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  SpecialValueMatch,
  type ThresholdsConfig,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Label, MetricDefinition, ModelNode } from '@plumbline/indicators';
import { GRADE_BANDS, type Grade } from '@plumbline/scoring';
import type { Voice } from './language';

export const COLOURS = {
  bad: 'dark-red',
  weak: 'dark-orange',
  fair: 'semi-dark-yellow',
  good: 'semi-dark-blue',
  best: 'dark-blue',
};

const GRADE_COLOURS: Readonly<Record<Grade, string>> = {
  to_improve: COLOURS.bad,
  acceptable: COLOURS.weak,
  good: COLOURS.good,
  excellent: COLOURS.best,
};
export const GRADE_NAMES: Readonly<Record<Grade, Label>> = {
  to_improve: { zh: '待改进', en: 'To improve' },
  acceptable: { zh: '合格', en: 'Acceptable' },
  good: { zh: '良好', en: 'Good' },
  excellent: { zh: '优秀', en: 'Excellent' },
};

interface Steps {
  readonly mode: ThresholdsMode;
  readonly steps: ThresholdsConfig['steps'];
}

function steps(...pairs: readonly (readonly [value: number | null, color: string])[]): Steps {
  return { mode: ThresholdsMode.Absolute, steps: pairs.map(([value, color]) => ({ value, color })) };
}

/** The scheme's bands of a score. */
export const SCORE_THRESHOLDS = steps(
  ...GRADE_BANDS.map(({ from, grade }) => [from === 0 ? null : from, GRADE_COLOURS[grade]] as const),
);

/** A metric's anchors, in its unit. */
export function anchorThresholds({ direction, anchors }: Pick<MetricDefinition, 'direction' | 'anchors'>): Steps {
  const { floor, pass, target } = anchors;
  return direction === 'up'
    ? steps([null, COLOURS.bad], [floor, COLOURS.weak], [pass, COLOURS.good], [target, COLOURS.best])
    : steps([null, COLOURS.best], [target, COLOURS.good], [pass, COLOURS.weak], [floor, COLOURS.bad]);
}

export function nodeThresholds({ level, metrics }: ModelNode): Steps {
  return level === 'metric' && metrics[0] ? anchorThresholds(metrics[0]) : SCORE_THRESHOLDS;
}

/** Any at all is too many. */
export const NONE_WANTED = steps([null, COLOURS.best], [1, COLOURS.bad]);
/** More is better, in percent of what should be. */
export const COVERAGE_THRESHOLDS = steps(
  [null, COLOURS.bad],
  [60, COLOURS.weak],
  [75, COLOURS.good],
  [95, COLOURS.best],
);
/** Below 0 is worse. */
export const CHANGE_THRESHOLDS = steps([null, COLOURS.bad], [0, COLOURS.best]);
/** Seconds that scores trail behind: to a minute, to ten, to an hour. */
export const FRESHNESS_THRESHOLDS = steps(
  [null, COLOURS.best],
  [60, COLOURS.good],
  [600, COLOURS.weak],
  [3600, COLOURS.bad],
);

export function byThresholds(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
}

/** Where no number is good or bad by itself. */
export function uncoloured(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor('text');
}

/** Of the one measure of a chart, whose band and thresholds have their own. */
export function inOneColour(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(COLOURS.best);
}

export function byPalette(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic);
}

export function fixed(color: string): { id: string; value: unknown } {
  return { id: 'color', value: { mode: 'fixed', fixedColor: color } };
}

/** A score as the name of its band. */
export function gradeMappings(say: Voice): ValueMapping[] {
  const bands = GRADE_BANDS.map(({ from, grade }, index) => ({
    type: MappingType.RangeToText as const,
    options: {
      from,
      to: GRADE_BANDS[index + 1] === undefined ? 100 : GRADE_BANDS[index + 1]!.from - 1e-9,
      result: { text: say(GRADE_NAMES[grade]), color: GRADE_COLOURS[grade], index },
    },
  }));
  return [...bands, nothing(say)];
}

export function nothing(say: Voice): ValueMapping {
  return {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.Null, result: { text: say(NO_DATA), color: 'text', index: 99 } },
  };
}

/** In the words that the field has for it. */
export function nothingIn(color: 'text' | 'transparent'): ValueMapping {
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.Null, result: { color, index: 99 } } };
}

export const NO_DATA: Label = { zh: '暂无数据', en: 'No data' };
/** Of a cell among others that have a value. */
export const NO_VALUE = '–';

/** Codes of the API in words; a mark beside the word where colour says something too. */
export function codes(say: Voice, words: Readonly<Record<string, readonly [Label, color?: string]>>): ValueMapping[] {
  const options = Object.fromEntries(
    Object.entries(words).map(([code, [label, color]], index) => [
      code,
      { text: say(label), index, ...(color === undefined ? {} : { color }) },
    ]),
  );
  return [{ type: MappingType.ValueToText, options }];
}

export const STATUSES: Readonly<Record<string, readonly [Label, string?]>> = {
  ok: [{ zh: '✓ 正常', en: '✓ ok' }, COLOURS.best],
  provisional: [{ zh: '◐ 暂定', en: '◐ provisional' }, COLOURS.weak],
  low_sample: [{ zh: '△ 样本不足', en: '△ low sample' }, COLOURS.weak],
  suppressed: [{ zh: '■ 已隐藏', en: '■ hidden' }, 'text'],
  no_data: [{ zh: '— 无数据', en: '— no data' }, 'text'],
};

export const VERDICTS: Readonly<Record<string, readonly [Label, string?]>> = {
  '-1': [{ zh: '▼ 差于预期', en: '▼ worse than expected' }, COLOURS.bad],
  '0': [{ zh: '● 符合预期', en: '● as expected' }, 'text'],
  '1': [{ zh: '▲ 好于预期', en: '▲ better than expected' }, COLOURS.best],
};

/** Grafana's unit of a metric's unit. */
export const UNITS: Readonly<Record<MetricDefinition['unit'], string>> = {
  '%': 'percent',
  min: 'm',
  'work h': 'h',
  h: 'h',
  '/10k': 'suffix:/10k',
  '0-100': 'none',
  points: 'none',
};
