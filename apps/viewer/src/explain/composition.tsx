/** What a score is made of: contributions of its parts, and what has changed since the period before. */
import { Link } from 'react-router-dom';
import { type Language, say } from '../language';
import { PlainTable } from '../shell/plain-table';
import { pageOf } from './addresses';
import type { Change, Contribution, Score } from './answers';
import { Section } from './section';
import { Waterfall } from './waterfall';
import { number, PARTS, percent, signed, STATUSES, whole, word } from './words';

interface ContributionsProps {
  readonly row: Score;
  readonly contributions: readonly Contribution[];
  readonly language: Language;
}

export function Contributions({ row, contributions, language }: ContributionsProps) {
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const title = of('由什么构成', 'What it is made of');
  const counted = contributions.filter(({ contribution }) => contribution !== null);
  const steps = [
    ...counted.map(({ name, contribution }) => ({ name: say(language, name), amount: contribution! })),
    ...(row.score === null ? [] : [{ name: say(language, row.name), amount: row.score, isTotal: true }]),
  ];
  return (
    <Section
      title={title}
      about={of('贡献 = 份额 × 得分；相加即为得分。', 'Contribution = share × score; they add up to the score.')}
    >
      {counted.length > 0 && <Waterfall steps={steps} label={title} />}
      <PlainTable
        caption={title}
        columns={[
          { title: of('名称', 'Name') },
          { title: of('得分', 'Score'), isNumber: true },
          { title: of('份额', 'Share'), isNumber: true },
          { title: of('贡献', 'Contribution'), isNumber: true },
          { title: of('样本 n', 'Cases n'), isNumber: true },
          { title: of('状态', 'Status') },
        ]}
        rows={contributions.map(({ name, score, share, contribution, n, status, links }) => [
          <Link to={pageOf(links.explain)}>{say(language, name)}</Link>,
          number(score),
          percent(share),
          number(contribution, 2),
          whole(n),
          word(STATUSES, status, language),
        ])}
      />
    </Section>
  );
}

interface ChangesProps {
  readonly row: Score;
  readonly change: Change;
  readonly language: Language;
}

const MOST_MOVERS = 12;

export function Changes({ row, change, language }: ChangesProps) {
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const title = of('较上期变化', 'The change since the period before');
  const { parts, movers, score } = change;
  if (score === null || row.score === null || !parts)
    return (
      <Section title={title}>
        <p>{of('两期之一没有得分，无法比较。', 'One of the two periods has no score; there is nothing to compare.')}</p>
      </Section>
    );
  const steps = [
    { name: of('上期', 'Before'), amount: score, isTotal: true },
    ...(['performance', 'mix', 'scheme', 'coverage'] as const).map((part) => ({
      name: say(language, PARTS[part]),
      amount: parts[part],
    })),
    { name: of('本期', 'Now'), amount: row.score, isTotal: true },
  ];
  const range = `${change.from} – ${change.to}`;
  const limits = `${signed(change.change_lower, 1)} … ${signed(change.change_upper, 1)}`;
  return (
    <Section
      title={title}
      about={`${signed(change.change, 1)} (95 %: ${limits}) · ${of('上期', 'before')}: ${range}. ${of('数轴不从 0 开始。', 'The axis does not begin at 0.')}`}
    >
      <Waterfall steps={steps} label={title} />
      {movers.length > 0 && (
        <PlainTable
          caption={of('影响最大的度量', 'What moved it most')}
          columns={[
            { title: of('影响最大的度量', 'What moved it most') },
            { title: of('变化', 'Change'), isNumber: true },
            ...Object.values(PARTS).map((part) => ({ title: say(language, part), isNumber: true })),
          ]}
          rows={movers
            .slice(0, MOST_MOVERS)
            .map(({ name, change: moved, parts: own, links }) => [
              <Link to={pageOf(links.explain)}>{say(language, name)}</Link>,
              signed(moved),
              signed(own.performance),
              signed(own.mix),
              signed(own.scheme),
              signed(own.coverage),
            ])}
        />
      )}
    </Section>
  );
}
