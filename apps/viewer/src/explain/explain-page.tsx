/** Why a score is what it is: from the number down to the events. */
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { type Language, say } from '../language';
import { Failed, Loading } from '../shell/notices';
import { explanationAddress } from './addresses';
import type { Explanation } from './answers';
import { Changes, Contributions } from './composition';
import { Evidence } from './evidence';
import { MetricParts } from './metric-parts';
import { ScoreHead } from './score-head';
import { Section } from './section';
import { useJson } from './use-json';

export function ExplainPage({ language }: { readonly language: Language }) {
  const { search } = useLocation();
  const answered = useJson<Explanation>(explanationAddress(search));
  const explanation = answered?.body;
  const name = explanation && say(language, explanation.row.name);
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Plumbline`;
  }, [name]);
  if (answered?.failure !== undefined) {
    const title = say(language, { zh: '无法解释', en: 'There is nothing to explain here' });
    return <Failed title={title} message={answered.failure} />;
  }
  if (!explanation) return <Loading language={language} />;
  const { row, formula, contributions, change, links } = explanation;
  const isMetric = row.level === 'metric';
  return (
    <>
      <ScoreHead explanation={explanation} language={language} />
      <Section title={say(language, { zh: '如何计算', en: 'How it is computed' })}>
        {[formula.definition, formula.value, formula.score].flatMap((text, index) =>
          text ? [<p key={index}>{say(language, text)}</p>] : [],
        )}
        <p>
          {say(language, { zh: '条款', en: 'Clause' })}: {formula.clause}
        </p>
      </Section>
      {!isMetric && <Contributions row={row} contributions={contributions} language={language} />}
      <Changes row={row} change={change} language={language} />
      {isMetric && <MetricParts explanation={explanation} language={language} />}
      {links.evidence !== undefined && <Evidence address={links.evidence} language={language} />}
    </>
  );
}
