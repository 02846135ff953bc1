/** One case: how metrics take it, and its raw events in the order in which they happened, each with both clocks. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Language, say } from '../language';
import { Failed, Loading } from '../shell/notices';
import { PlainTable } from '../shell/plain-table';
import { caseAddress } from './addresses';
import type { CaseAnswer } from './answers';
import { Section } from './section';
import { useJson } from './use-json';
import { number } from './words';

interface CaseViewProps {
  /** `family/case id` */
  readonly name: string;
  readonly language: Language;
}

export function CaseView({ name, language }: CaseViewProps) {
  const answered = useJson<CaseAnswer>(caseAddress(name));
  const of = (zh: string, en: string): string => say(language, { zh, en });
  if (answered?.failure !== undefined) return <Failed message={answered.failure} />;
  if (!answered?.body) return <Loading language={language} />;
  const { case_id, metrics, events, truncated } = answered.body;
  return (
    <>
      <Section
        title={`${of('案例', 'Case')} ${case_id}`}
        about={of('原始事件，按发生顺序。', 'Raw events in the order in which they happened.')}
      >
        <ol style={{ listStyle: 'none' }}>
          {events.map((event) => (
            <EventView key={`${event.source} ${event.id}`} event={event} language={language} />
          ))}
        </ol>
        {truncated && <p>{of('事件过多，仅列出前一部分。', 'There are more events than are listed.')}</p>}
      </Section>
      <Section title={of('计入哪些度量', 'Metrics that it counts in')}>
        <PlainTable
          caption={of('计入哪些度量', 'Metrics that it counts in')}
          columns={[
            { title: of('度量', 'Metric') },
            { title: of('如何计入', 'How') },
            { title: of('数值', 'Value'), isNumber: true },
          ]}
          rows={metrics.map(({ name: metric, words, value, unit }) => [
            say(language, metric),
            say(language, words),
            value === null ? '–' : `${number(value, 2)} ${unit}`,
          ])}
        />
      </Section>
    </>
  );
}

function EventView({ event, language }: { readonly event: CaseAnswer['events'][number]; readonly language: Language }) {
  const styles = useStyles2(stylesOf);
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const { type, time, ingestedat, data, status, standing, source, id, position } = event;
  const isVoided = standing?.voided === true;
  return (
    <li className={styles.event}>
      <h3 className={styles.type}>
        {type.replace(/^plumbline\./, '')} {status !== 'taken' && <em>({status})</em>}{' '}
        {isVoided && <em>({of('已作废', 'voided')})</em>}
      </h3>
      <p className={styles.clocks}>
        {of('发生', 'Happened')} {time} · {of('接收', 'Taken')} {ingestedat}
      </p>
      <p className={styles.clocks}>
        {source} · {id}
        {position && ` · ${of('日志', 'log')} ${position.partition}:${position.offset}`}
      </p>
      <pre className={styles.data} tabIndex={0} aria-label={of('内容', 'Content')}>
        {JSON.stringify(data, null, 2)}
      </pre>
    </li>
  );
}

const stylesOf = (theme: GrafanaTheme2) => ({
  event: css({
    borderLeft: `3px solid ${theme.colors.primary.border}`,
    padding: theme.spacing(0.5, 2),
    marginTop: theme.spacing(1.5),
  }),
  type: css({ ...theme.typography.body, fontWeight: 500, margin: 0, em: { color: theme.colors.text.secondary } }),
  clocks: css({ color: theme.colors.text.secondary, margin: 0, fontSize: '0.85rem', overflowWrap: 'anywhere' }),
  data: css({ margin: theme.spacing(1, 0, 0), fontSize: '0.8rem', overflow: 'auto', maxHeight: 320 }),
});
