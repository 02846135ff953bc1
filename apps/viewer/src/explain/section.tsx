/** A titled part of the page. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What the part shows, in a sentence. */
  readonly about?: string;
  readonly children: ReactNode;
}

export function Section({ title, about, children }: SectionProps) {
  const styles = useStyles2(stylesOf);
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  section: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(2),
    marginTop: theme.spacing(2),
    overflow: 'hidden',
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  about: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0, 1) }),
});
