/** Gives @grafana/scenes what Grafana's shell would: our data source, our panels, the theme, the options of fields. */
import {
  EventBusSrv,
  type FieldConfigPropertyItem,
  type GrafanaTheme2,
  standardFieldConfigEditorRegistry,
} from '@grafana/data';
import * as runtime from '@grafana/runtime';
import { sceneUtils } from '@grafana/scenes';
import { installRuntime } from '@plumbline/grafana-sdk-mocks';
import { from } from 'rxjs';
import { panels } from '../panels';
import { fieldOption } from '../panels/field-options';
import { PlatformSource } from './platform-source';

/** Of every field, whatever draws it. */
const STANDARD_OPTIONS = [
  ...['unit', 'min', 'max', 'decimals', 'displayName', 'color', 'noValue', 'mappings', 'thresholds', 'links'],
  ...['description', 'filterable'],
];

export function prepareScenes(theme: GrafanaTheme2): void {
  standardFieldConfigEditorRegistry.setInit(() =>
    STANDARD_OPTIONS.map((id): FieldConfigPropertyItem => fieldOption(id)),
  );
  installRuntime({
    runtime,
    theme,
    timeZone: 'browser',
    eventBus: new EventBusSrv(),
    panels,
    observe: from,
  });
  sceneUtils.registerRuntimeDataSource({ dataSource: new PlatformSource() });
}
