/** The data of one panel as a plain table: for those who cannot see the chart, and to check a number. `?table=` names the panel. */
import { FieldType, getFieldDisplayName, formattedValueToString, type DataFrame } from '@grafana/data';
import { Button, Modal } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import { type EmbeddedScene, sceneGraph, VizPanel } from '@grafana/scenes';
import { useLocation } from 'react-router-dom';
import { type Language, say } from '../language';
import { isHidden } from '../panels/field-options';
import { downloadCsv } from '../scene/download-csv';
import { PlainTable } from './plain-table';

export function PanelTable({ scene, language }: { readonly scene: EmbeddedScene; readonly language: Language }) {
  const key = new URLSearchParams(useLocation().search).get('table');
  const panel = key === null ? null : sceneGraph.findByKey(scene, key);
  if (!(panel instanceof VizPanel)) return null;
  return <OpenTable panel={panel} language={language} />;
}

function OpenTable({ panel, language }: { readonly panel: VizPanel; readonly language: Language }) {
  const { data } = sceneGraph.getData(panel).useState();
  const frames = data ? panel.applyFieldConfig(data).series.filter(({ length }) => length > 0) : [];
  const title = sceneGraph.interpolate(panel, panel.state.title);
  return (
    <Modal title={title} isOpen onDismiss={() => locationService.partial({ table: null })}>
      {frames.map((frame, index) => (
        <FrameTable key={index} frame={frame} caption={title} />
      ))}
      <Modal.ButtonRow>
        <Button variant="secondary" onClick={() => downloadCsv(panel)}>
          {say(language, { zh: '下载 CSV', en: 'Download CSV' })}
        </Button>
        <Button onClick={() => locationService.partial({ table: null })}>
          {say(language, { zh: '关闭', en: 'Close' })}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

function FrameTable({ frame, caption }: { readonly frame: DataFrame; readonly caption: string }) {
  const fields = frame.fields.filter((field) => !isHidden(field));
  const columns = fields.map((field) => ({
    title: getFieldDisplayName(field, frame),
    isNumber: field.type === FieldType.number,
  }));
  const rows = Array.from({ length: frame.length }, (_, row) =>
    fields.map((field) => {
      const value: unknown = field.values[row];
      return field.display
        ? formattedValueToString(field.display(value))
        : String((value as string | number | null) ?? '–');
    }),
  );
  return <PlainTable caption={caption} columns={columns} rows={rows} />;
}
