/** Numbers as tiles, each field one, the first the largest; a tile with links leads on. */
import {
  getFieldDisplayValues,
  type FieldDisplay,
  type PanelProps,
  type ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import {
  BigValue,
  type BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  type BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';
import { useRef } from 'react';

interface StatOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly colorMode: BigValueColorMode;
  readonly textMode: BigValueTextMode;
}

/** Sizes in pixels: the same in all tiles of a row, whatever they hold. */
const TITLE_PX = 13;
const FIRST_PX = 34;
const OTHER_PX = 22;
/** Of a digit's height. */
const DIGIT_WIDTH = 0.62;

export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, fieldConfig, options, replaceVariables, timeZone, width, height, renderCounter } = props;
  const theme = useTheme2();
  const first = useRef<FieldDisplay>(undefined);
  const values = (): FieldDisplay[] => {
    const { reduceOptions } = options;
    const all = getFieldDisplayValues({
      data: data.series,
      fieldConfig,
      reduceOptions,
      replaceVariables,
      theme,
      timeZone,
    });
    first.current = all[0];
    return all;
  };
  return (
    <VizRepeater
      source={data}
      getValues={values}
      width={width}
      height={height}
      renderCounter={renderCounter}
      orientation={VizOrientation.Auto}
      autoGrid
      itemSpacing={4}
      renderValue={({ value, width: tileWidth, height: tileHeight, count }) => {
        const { display } = value;
        const text = `${display.prefix ?? ''}${display.text}${display.suffix ?? ''}`;
        const wanted = value === first.current ? FIRST_PX : OTHER_PX;
        const valueSize = Math.min(wanted, (tileWidth - 16) / (text.length * DIGIT_WIDTH));
        const tile = (className?: string, onClick?: React.MouseEventHandler<HTMLElement>) => (
          <BigValue
            value={display}
            count={count ?? 1}
            width={tileWidth}
            height={tileHeight}
            theme={theme}
            colorMode={options.colorMode}
            graphMode={BigValueGraphMode.None}
            justifyMode={BigValueJustifyMode.Auto}
            textMode={options.textMode}
            text={{ titleSize: TITLE_PX, valueSize }}
            {...(className === undefined ? {} : { className })}
            {...(onClick === undefined ? {} : { onClick })}
          />
        );
        if (!value.hasLinks || !value.getLinks) return tile();
        return (
          <DataLinksContextMenu links={value.getLinks}>
            {({ targetClassName, openMenu }) => tile(targetClassName, openMenu)}
          </DataLinksContextMenu>
        );
      }}
    />
  );
}
