/** The score that is explained: its number, interval, grade, status, cases, and how it is computed. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { type Language, say } from '../language';
import { pageOf } from './addresses';
import type { Explanation } from './answers';
import { GRADES, interval, number, percent, STATUSES, whole, word } from './words';

interface ScoreHeadProps {
  readonly explanation: Explanation;
  readonly language: Language;
}

export function ScoreHead({ explanation, language }: ScoreHeadProps) {
  const styles = useStyles2(stylesOf);
  const { row, meta, links } = explanation;
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const where = Object.values(row.group).join(' · ');
  const facts: readonly (readonly [string, string])[] = [
    [of('95 % 区间', '95 % interval'), interval(row.lower, row.upper)],
    [of('等级', 'Grade'), row.grade.map((grade) => word(GRADES, grade, language)).join(' / ') || '–'],
    ...(row.level === 'metric'
      ? [
          [
            of('数值', 'Value'),
            `${number(row.value, 2)} ${row.unit ?? ''} (${interval(row.value_lower, row.value_upper)})`,
          ] as const,
        ]
      : []),
    [of('样本 n', 'Cases n'), whole(row.n)],
    [of('覆盖率', 'Coverage'), percent(row.coverage)],
    [of('状态', 'Status'), word(STATUSES, row.status, language)],
    [of('期间', 'Period'), `${meta.from} – ${meta.to}`],
    [of('方案', 'Scheme'), `${meta.scheme.id} v${meta.scheme.version}`],
  ];
  return (
    <div className={styles.head}>
      <div>
        <p className={styles.way}>
          {links.parent !== undefined && <Link to={pageOf(links.parent)}>↑ {of('上一级', 'One level up')}</Link>}
          <Link to={pageOf(links.previous)}>← {of('上一期', 'The period before')}</Link>
        </p>
        <h1 className={styles.title}>{say(language, row.name)}</h1>
        {where !== '' && <p className={styles.way}>{where}</p>}
        <p className={styles.score} data-testid="score">
          {number(row.score)}
          <span className={styles.of}> / 100</span>
        </p>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  head: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2, 6), alignItems: 'flex-end' }),
  title: css({ ...theme.typography.h3, margin: 0 }),
  way: css({
    margin: 0,
    color: theme.colors.text.secondary,
    a: { color: theme.colors.text.link, marginRight: theme.spacing(2) },
  }),
  score: css({ fontSize: '3.2rem', lineHeight: 1.15, fontWeight: 500, margin: 0, fontVariantNumeric: 'tabular-nums' }),
  of: css({ fontSize: '1.1rem', color: theme.colors.text.secondary }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: 400, fontSize: '0.85rem' },
    dd: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
});
