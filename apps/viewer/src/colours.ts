/** Colours of Grafana's palette, moved until they can be read: its own fall short of WCAG's contrast as text, and under it. */
import { colorManipulator, type DataFrame, type Field, type GrafanaTheme2 } from '@grafana/data';
import { TableCellDisplayMode } from '@grafana/schema';
import { customOptionsOf } from './panels/field-options';

/** WCAG 2.2: of text (1.4.3), and of what is drawn (1.4.11). */
export const TEXT_CONTRAST = 4.5;
export const DRAWN_CONTRAST = 3;
const STEP = 0.04;
/** Grafana writes in it on a coloured cell, unless that is nearly white. */
const CELL_TEXT = '#f7f8fa';

/** The colour, lighter or darker as far as the contrast against a background needs. @param background opaque */
export function legible(color: string, background: string, contrast: number): string {
  const away = colorManipulator.getLuminance(background) > 0.5 ? colorManipulator.darken : colorManipulator.lighten;
  for (let part = 0; part < 1; part += STEP) {
    const moved = part === 0 ? color : away(color, part);
    if (colorManipulator.getContrastRatio(moved, background) >= contrast) return moved;
  }
  return away(color, 1);
}

/** A colour for what is drawn, and one for the number in it. */
export function legiblePair(color: string): { background: string; text: string } {
  if (colorManipulator.getLuminance(color) > 0.4) return { background: color, text: '#000000' };
  return { background: legible(color, CELL_TEXT, TEXT_CONTRAST), text: CELL_TEXT };
}

/** A table's frame with readable colours: text on the panel, and cells under Grafana's light text. */
export function legibleTable(frame: DataFrame, theme: GrafanaTheme2): DataFrame {
  const panel = theme.colors.background.primary;
  return {
    ...frame,
    fields: frame.fields.map((field) => {
      switch (customOptionsOf(field).cellOptions?.type) {
        case TableCellDisplayMode.ColorText:
          return recoloured(field, (color) => legible(color, panel, TEXT_CONTRAST));
        case TableCellDisplayMode.ColorBackground:
          return recoloured(field, (color) => legible(color, CELL_TEXT, TEXT_CONTRAST));
        default:
          return field;
      }
    }),
  };
}

function recoloured(field: Field, change: (color: string) => string): Field {
  const { display } = field;
  if (!display) return field;
  return {
    ...field,
    display: (value, decimals) => {
      const shown = display(value, decimals);
      return shown.color === undefined || !shown.color.startsWith('#')
        ? shown
        : { ...shown, color: colorManipulator.asHexString(change(shown.color)) };
    },
  };
}
