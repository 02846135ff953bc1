/** Numbers as tiles, each field one; a tile with links leads on. */
import {
  getFieldDisplayValues,
  type FieldDisplay,
  type PanelProps,
  type ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';

interface StatOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly colorMode: BigValueColorMode;
  readonly textMode: BigValueTextMode;
}

export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, fieldConfig, options, replaceVariables, timeZone, width, height, renderCounter } = props;
  const theme = useTheme2();
  const values = (): FieldDisplay[] =>
    getFieldDisplayValues({
      data: data.series,
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables,
      theme,
      timeZone,
    });
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
        const tile = (targetClassName?: string, trigger?: object) => (
          <BigValue
            value={value.display}
            count={count}
            width={tileWidth}
            height={tileHeight}
            theme={theme}
            colorMode={options.colorMode}
            graphMode={BigValueGraphMode.None}
            justifyMode={BigValueJustifyMode.Auto}
            textMode={options.textMode}
            className={targetClassName}
            {...(trigger ?? {})}
          />
        );
        if (!value.hasLinks || !value.getLinks) return tile();
        return (
          <DataLinksContextMenu links={value.getLinks}>
            {({ targetClassName, openMenu }) => tile(targetClassName, openMenu && { onClick: openMenu })}
          </DataLinksContextMenu>
        );
      }}
    />
  );
}
