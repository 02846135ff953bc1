/** What surrounds every page: the name, the dashboards, language and theme. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { tokenIsNeeded } from '../api';
import { dashboardsIn } from '../dashboards';
import { type Language, otherLanguage, rememberLanguage, say, uidIn } from '../language';
import { chooseMode, chosenMode } from '../theme';
import { TokenForm } from './token-form';

/** What a way from one dashboard to another keeps: `from`, `to`, time zone and variables. */
const KEPT = /^(from|to|timezone|var-.+)$/;

export function Frame({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const styles = useStyles2(stylesOf);
  const { pathname, search } = useLocation();
  const needsToken = useNeedsToken();
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => KEPT.test(name))).toString();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          Plumbline
        </Link>
        <nav className={styles.nav} aria-label={say(language, { zh: '看板', en: 'Dashboards' })}>
          {dashboardsIn(language).map(({ uid, title }) => {
            const isHere = pathname === `/d/${uid}`;
            return (
              <Link
                key={uid}
                to={`/d/${uid}${kept && pathname.startsWith('/d/') ? `?${kept}` : ''}`}
                aria-current={isHere ? 'page' : undefined}
                className={styles.tab}
              >
                {title}
              </Link>
            );
          })}
        </nav>
        <div className={styles.switches}>
          <LanguageSwitch language={language} className={styles.button} />
          <ModeSwitch language={language} className={styles.button} />
        </div>
      </header>
      <main className={styles.main}>{needsToken ? <TokenForm language={language} /> : children}</main>
    </div>
  );
}

interface SwitchProps {
  readonly language: Language;
  readonly className: string;
}

/** Grafana's own words are loaded once, so another language starts the page anew at the same state. */
function LanguageSwitch({ language, className }: SwitchProps) {
  const { pathname, search } = useLocation();
  const other = otherLanguage(language);
  const choose = (): void => {
    rememberLanguage(other);
    const path = pathname.replace(/^\/d\/([\w-]+)/, (_, uid: string) => `/d/${uidIn(other, uid)}`);
    window.location.assign(path + search);
  };
  return (
    <button type="button" className={className} lang={other} onClick={choose}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

function ModeSwitch({ language, className }: SwitchProps) {
  const other = chosenMode() === 'dark' ? 'light' : 'dark';
  const words = { dark: { zh: '深色', en: 'Dark' }, light: { zh: '浅色', en: 'Light' } }[other];
  return (
    <button type="button" className={className} onClick={() => chooseMode(other)}>
      {say(language, words)}
    </button>
  );
}

function useNeedsToken(): boolean {
  const [isNeeded, setNeeded] = useState(tokenIsNeeded.value);
  useEffect(() => {
    const subscription = tokenIsNeeded.subscribe(setNeeded);
    return () => subscription.unsubscribe();
  }, []);
  return isNeeded;
}

const stylesOf = (theme: GrafanaTheme2) => ({
  page: css({ minHeight: '100vh', background: theme.colors.background.canvas, color: theme.colors.text.primary }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0, 3),
    flexWrap: 'wrap',
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  brand: css({ fontWeight: 600, fontSize: '1.15rem', padding: theme.spacing(1.25, 0), letterSpacing: '0.01em' }),
  nav: css({
    display: 'flex',
    flex: '1 1 auto',
    overflowX: 'auto',
    gap: theme.spacing(0.5),
    [theme.breakpoints.down('md')]: { order: 3, flexBasis: '100%', margin: theme.spacing(0, -1) },
  }),
  tab: css({
    padding: theme.spacing(1.5, 1.25),
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    borderBottom: '3px solid transparent',
    '&:hover': { color: theme.colors.text.primary },
    '&[aria-current="page"]': {
      color: theme.colors.text.primary,
      fontWeight: 500,
      borderBottomColor: theme.colors.primary.border,
    },
  }),
  switches: css({ display: 'flex', gap: theme.spacing(0.5), marginLeft: 'auto' }),
  button: css({
    border: 0,
    background: 'transparent',
    color: theme.colors.text.secondary,
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
  }),
  main: css({
    maxWidth: 1680,
    margin: '0 auto',
    padding: theme.spacing(2),
    [theme.breakpoints.down('md')]: { padding: theme.spacing(1.5, 1) },
  }),
});
