/** How single fields look, wherever they stand: numbers of cases, limits, statuses, coloured cells. */
import * as common from '@grafana/grafana-foundation-sdk/common';
import type { Label } from '@plumbline/indicators';
import { codes, fixed, nothingIn, STATUSES, type SCORE_THRESHOLDS } from './appearance';
import type { Voice } from './language';
import type { Override } from './panel';

/** Names of columns, the same in every panel of a language. */
export function names(say: Voice) {
  const of = (zh: string, en: string): string => say({ zh, en });
  return {
    time: of('时间', 'Time'),
    id: of('编号', 'Id'),
    name: of('名称', 'Name'),
    score: of('得分', 'Score'),
    value: of('数值', 'Value'),
    unit: of('单位', 'Unit'),
    lower: of('下限', 'Lower limit'),
    upper: of('上限', 'Upper limit'),
    n: of('样本 n', 'Cases n'),
    coverage: of('覆盖率', 'Coverage'),
    status: of('状态', 'Status'),
    change: of('较上期', 'Change'),
    group: of('分组', 'Group'),
    branch: of('网点', 'Branch'),
    code: of('代码', 'Code'),
    clause: of('条款', 'Clause'),
    weight: of('权重', 'Weight'),
    centre: of('中心线', 'Centre'),
    signal: of('异常点', 'Signal'),
    rules: of('触发规则', 'Rules'),
    verdict: of('判断', 'Verdict'),
    late: of('迟到', 'Late'),
  };
}

/** A whole number, whatever the panel's unit. */
export function count(field: string): Override {
  return { field, properties: [{ id: 'unit', value: 'locale' }, { id: 'decimals', value: 0 }, fixed('text')] };
}

export function counts(...fields: readonly string[]): Override[] {
  return fields.map(count);
}

/** Beside the number that matters: limits of its interval. */
export function plain(...fields: readonly string[]): Override[] {
  return fields.map((field) => ({ field, properties: [fixed('text')] }));
}

/** In percent, of a share 0 … 1. */
export function share(field: string, thresholds?: typeof SCORE_THRESHOLDS): Override {
  const colour = thresholds
    ? [
        { id: 'thresholds', value: thresholds },
        { id: 'color', value: { mode: 'thresholds' } },
      ]
    : [fixed('text')];
  return { field, properties: [{ id: 'unit', value: 'percentunit' }, { id: 'decimals', value: 0 }, ...colour] };
}

/** A cell of a table coloured by thresholds. */
export function colouredCell(field: string, thresholds: typeof SCORE_THRESHOLDS): Override {
  const cell = { type: common.TableCellDisplayMode.ColorBackground, mode: common.TableCellBackgroundDisplayMode.Basic };
  return {
    field,
    properties: [
      { id: 'custom.cellOptions', value: cell },
      { id: 'thresholds', value: thresholds },
      { id: 'color', value: { mode: 'thresholds' } },
      // Else Grafana gives a cell without a number the colour of the lowest band.
      { id: 'mappings', value: [nothingIn('transparent')] },
    ],
  };
}

/** A code shown as a word, in the colour of its meaning. */
export function coded(field: string, words: Readonly<Record<string, readonly [Label, string?]>>, say: Voice): Override {
  const cell = { type: common.TableCellDisplayMode.ColorText };
  return {
    field,
    properties: [
      { id: 'mappings', value: [...codes(say, words), nothingIn('text')] },
      { id: 'custom.cellOptions', value: cell },
      { id: 'unit', value: 'string' },
    ],
  };
}

export function status(field: string, say: Voice): Override {
  return coded(field, STATUSES, say);
}

/** The band between two limits, drawn behind the line of a value. */
export function band(lower: string, upper: string): Override[] {
  const limit = [
    { id: 'custom.lineWidth', value: 0 },
    { id: 'custom.showPoints', value: 'never' },
    // The band is the interval, as the description says; the legend keeps to what is a line.
    { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
    fixed('semi-dark-blue'),
  ];
  return [
    { field: lower, properties: limit },
    {
      field: upper,
      properties: [...limit, { id: 'custom.fillBelowTo', value: lower }, { id: 'custom.fillOpacity', value: 18 }],
    },
  ];
}

/** Cases on an axis of their own, as faint bars: visible, and never the subject. */
export function casesOnTheRight(field: string): Override {
  return {
    field,
    properties: [
      { id: 'unit', value: 'locale' },
      { id: 'decimals', value: 0 },
      { id: 'custom.drawStyle', value: 'bars' },
      { id: 'custom.fillOpacity', value: 12 },
      { id: 'custom.lineWidth', value: 0 },
      { id: 'custom.axisPlacement', value: 'right' },
      // Thresholds are of the score, not of cases.
      { id: 'custom.thresholdsStyle', value: { mode: 'off' } },
      fixed('text'),
    ],
  };
}

export function line(field: string, color: string, style?: 'dash'): Override {
  return {
    field,
    properties: [
      fixed(color),
      { id: 'custom.lineWidth', value: 1 },
      { id: 'custom.showPoints', value: 'never' },
      ...(style === undefined ? [] : [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } }]),
    ],
  };
}

/** Points alone, larger than those of lines. */
export function marks(field: string, color: string): Override {
  return {
    field,
    properties: [
      fixed(color),
      { id: 'custom.drawStyle', value: 'points' },
      { id: 'custom.pointSize', value: 11 },
      { id: 'custom.showPoints', value: 'always' },
    ],
  };
}

/** Columns that links need and nobody reads. Grafana's table of today leaves them out by this option; `custom.hidden` was the old table's. */
export function hidden(...fields: readonly string[]): Override[] {
  return fields.map((field) => ({ field, properties: [{ id: 'custom.hideFrom.viz', value: true }] }));
}
