/** What stands in place of a page: loading, not found, failed. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { type Language, say } from '../language';

function Notice({ role, children }: { readonly role: 'status' | 'alert'; readonly children: ReactNode }) {
  const style = useStyles2(noticeStyle);
  return (
    <div className={style} role={role}>
      {children}
    </div>
  );
}

export function Loading({ language }: { readonly language: Language }) {
  return <Notice role="status">{say(language, { zh: '载入中…', en: 'Loading…' })}</Notice>;
}

export function NotFound({ language }: { readonly language: Language }) {
  return (
    <Notice role="alert">
      <h1>{say(language, { zh: '此处没有页面。', en: 'There is no page here.' })}</h1>
      <Link to="/">{say(language, { zh: '打开第一个看板', en: 'Open the first dashboard' })}</Link>
    </Notice>
  );
}

interface FailedProps {
  /** Of a whole page: what it would have shown. */
  readonly title?: string;
  readonly message: string;
}

export function Failed({ title, message }: FailedProps) {
  return (
    <Notice role="alert">
      {title !== undefined && <h1>{title}</h1>}
      {message}
    </Notice>
  );
}

const noticeStyle = (theme: GrafanaTheme2): string =>
  css({
    padding: theme.spacing(6, 2),
    textAlign: 'center',
    color: theme.colors.text.secondary,
    a: { color: theme.colors.text.link },
  });
