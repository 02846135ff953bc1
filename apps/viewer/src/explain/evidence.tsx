/** The cases behind a metric, a page at a time; a case opens to its raw events. The address keeps outcome, page and case. */
import { css } from '@emotion/css';
import { Button, RadioButtonGroup } from '@grafana/ui';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { type Language, say } from '../language';
import { Failed, Loading } from '../shell/notices';
import { PlainTable } from '../shell/plain-table';
import type { EvidencePage } from './answers';
import { CaseView } from './case-view';
import { Section } from './section';
import { useJson } from './use-json';
import { number, OUTCOMES, whole, word } from './words';

interface EvidenceProps {
  /** The API's address of all cases of the cell. */
  readonly address: string;
  readonly language: Language;
}

const CASES_A_PAGE = 25;
const EVERY = '*';

export function Evidence({ address, language }: EvidenceProps) {
  const [parameters, setParameters] = useSearchParams();
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const outcome = parameters.get('outcome') ?? EVERY;
  const cursor = parameters.get('cursor');
  const answered = useJson<EvidencePage>(pageAddress(address, outcome, cursor));
  const title = of('案例', 'Cases');
  const change = (changes: Readonly<Record<string, string | null>>): void =>
    setParameters((before) => changed(before, changes));
  const open = parameters.get('case');
  const page = answered?.body;
  return (
    <>
      <Section title={title} about={of('每个案例可打开，直到原始事件。', 'Every case opens down to its raw events.')}>
        <RadioButtonGroup
          className={css({ flexWrap: 'wrap' })}
          aria-label={of('结果', 'Outcome')}
          value={outcome}
          options={[
            { value: EVERY, label: of('全部', 'All') },
            ...Object.keys(OUTCOMES).map((code) => ({ value: code, label: word(OUTCOMES, code, language) })),
          ]}
          onChange={(chosen) => change({ outcome: chosen === EVERY ? null : chosen, cursor: null, case: null })}
        />
        {answered?.failure !== undefined && <Failed message={answered.failure} />}
        {!answered && <Loading language={language} />}
        {page && <Cases page={page} language={language} />}
        {page && (
          <p>
            {cursor !== null && (
              <Button variant="secondary" size="sm" onClick={() => window.history.back()}>
                {of('上一页', 'Previous page')}
              </Button>
            )}{' '}
            {page.links.next !== undefined && (
              <Button variant="secondary" size="sm" onClick={() => change({ cursor: cursorOf(page.links.next!) })}>
                {of('下一页', 'Next page')}
              </Button>
            )}
          </p>
        )}
      </Section>
      {open !== null && <OpenCase key={open} name={open} language={language} />}
    </>
  );
}

function Cases({ page, language }: { readonly page: EvidencePage; readonly language: Language }) {
  const [parameters] = useSearchParams();
  const of = (zh: string, en: string): string => say(language, { zh, en });
  if (page.cases.length === 0) return <p>{of('没有这样的案例。', 'There are no such cases.')}</p>;
  const { unit } = page.meta.metric;
  return (
    <PlainTable
      caption={of('案例', 'Cases')}
      columns={[
        { title: of('案例', 'Case') },
        { title: of('日期', 'Day') },
        { title: of('网点', 'Branch') },
        { title: of('渠道', 'Channel') },
        { title: of('服务项目', 'Service item') },
        { title: of('结果', 'Outcome') },
        { title: `${of('数值', 'Value')} (${unit})`, isNumber: true },
        { title: of('用时（秒）', 'Measured (s)'), isNumber: true },
      ]}
      rows={page.cases.map((one) => [
        <Link to={`?${changed(parameters, { case: `${one.family}/${one.case_id}` }).toString()}`} replace>
          {one.case_id.length > 13 ? `…${one.case_id.slice(-12)}` : one.case_id}
        </Link>,
        one.day,
        one.branch,
        one.channel ?? '–',
        one.service_item ?? one.part ?? '–',
        say(language, one.words),
        number(one.value, 2),
        whole(one.measured_s),
      ])}
    />
  );
}

function OpenCase({ name, language }: { readonly name: string; readonly language: Language }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <div ref={element}>
      <CaseView name={name} language={language} />
    </div>
  );
}

function pageAddress(address: string, outcome: string, cursor: string | null): string {
  const asked = new URL(address, window.location.origin);
  asked.searchParams.set('limit', String(CASES_A_PAGE));
  if (outcome !== EVERY) asked.searchParams.set('outcome', outcome);
  if (cursor !== null) asked.searchParams.set('cursor', cursor);
  return asked.pathname + asked.search;
}

function cursorOf(next: string): string | null {
  return new URL(next, window.location.origin).searchParams.get('cursor');
}

function changed(before: URLSearchParams, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) after.delete(name);
    else after.set(name, value);
  }
  return after;
}
