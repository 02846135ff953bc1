/** A dashboard at its address: the scene, and the data of one panel as a table where that was asked for. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { UrlSyncContextProvider, type EmbeddedScene } from '@grafana/scenes';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom';
import { loadDashboard } from '../dashboards';
import type { Language } from '../language';
import { dashboardScene } from '../scene/dashboard-scene';
import { PanelTable } from './panel-table';
import { Failed, Loading, NotFound } from './notices';

interface Opened {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly scene: EmbeddedScene;
}

export function DashboardPage({ language }: { readonly language: Language }) {
  const { uid = '' } = useParams();
  const { opened, failure } = useDashboard(uid, language);
  const styles = useStyles2(stylesOf);
  if (!loadDashboard(uid)) return <NotFound language={language} />;
  if (failure !== undefined) return <Failed message={failure} />;
  if (opened?.uid !== uid) return <Loading language={language} />;
  const { scene, title, description } = opened;
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.description}>{description}</p>
      <UrlSyncContextProvider scene={scene} updateUrlOnInit={false} createBrowserHistorySteps>
        <div className={styles.scene}>
          <scene.Component model={scene} />
        </div>
      </UrlSyncContextProvider>
      <PanelTable scene={scene} language={language} />
    </>
  );
}

function useDashboard(uid: string, language: Language): { opened?: Opened; failure?: string } {
  const [state, setState] = useState<{ opened?: Opened; failure?: string }>({});
  useEffect(() => {
    let isWanted = true;
    loadDashboard(uid)?.then(
      (dashboard) => {
        if (!isWanted) return;
        const { title, description = '' } = dashboard;
        document.title = `${title} · Plumbline`;
        setState({ opened: { uid, title, description, scene: dashboardScene(dashboard, language) } });
      },
      (error: unknown) => isWanted && setState({ failure: String(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [uid, language]);
  return state;
}

const stylesOf = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h3, margin: 0 }),
  description: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0, 1.5) }),
  scene: css({ display: 'flex', flexDirection: 'column' }),
});
