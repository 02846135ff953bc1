/** A metric opened: its anchors, the strata it is a sum of, its raw sums, and whom it leaves out. */
import { type Language, say } from '../language';
import { PlainTable } from '../shell/plain-table';
import type { Explanation } from './answers';
import { Section } from './section';
import { number, percent, whole } from './words';

interface MetricPartsProps {
  readonly explanation: Explanation;
  readonly language: Language;
}

export function MetricParts({ explanation, language }: MetricPartsProps) {
  const of = (zh: string, en: string): string => say(language, { zh, en });
  const { anchors, strata = [], sums = [], exclusions = [], row } = explanation;
  const unit = row.unit ?? '';
  return (
    <>
      {anchors && (
        <Section title={of('锚点', 'Anchors')}>
          <PlainTable
            caption={of('锚点', 'Anchors')}
            columns={[
              { title: of('得分', 'Score'), isNumber: true },
              { title: `${of('数值', 'Value')} (${unit})`, isNumber: true },
            ]}
            rows={[
              ['0', number(anchors.floor, 2)],
              ['60', number(anchors.pass, 2)],
              ['100', number(anchors.target, 2)],
              [<strong>{number(row.score)}</strong>, <strong>{number(row.value, 2)}</strong>],
            ]}
          />
        </Section>
      )}
      {sums.length > 0 && (
        <Section
          title={of('原始合计', 'Raw sums')}
          about={of('得分由这些整数算出。', 'The value is computed from these whole numbers.')}
        >
          <PlainTable
            caption={of('原始合计', 'Raw sums')}
            columns={[{ title: of('量', 'Measure') }, { title: of('合计', 'Total'), isNumber: true }]}
            rows={sums.map(({ measure, total }) => [<code>{measure}</code>, whole(total)])}
          />
        </Section>
      )}
      <Section title={of('不计入的案例，及原因', 'Left out, and why')}>
        {exclusions.length === 0 ? (
          <p>{of('没有案例被排除。', 'No case was left out.')}</p>
        ) : (
          <PlainTable
            caption={of('不计入的案例，及原因', 'Left out, and why')}
            columns={[{ title: of('原因', 'Reason') }, { title: of('案例', 'Cases'), isNumber: true }]}
            rows={exclusions.map(({ meaning, cases }) => [say(language, meaning), whole(cases)])}
          />
        )}
      </Section>
      {strata.length > 0 && (
        <Section
          title={of('按业务与渠道', 'By service and channel')}
          about={of('份额 × 均值，相加即为数值。', 'Share × mean; they add up to the value.')}
        >
          <PlainTable
            caption={of('按业务与渠道', 'By service and channel')}
            columns={[
              { title: of('层', 'Stratum') },
              { title: 'n', isNumber: true },
              { title: of('份额', 'Share'), isNumber: true },
              { title: `${of('均值', 'Mean')} (${unit})`, isNumber: true },
              { title: of('贡献', 'Contribution'), isNumber: true },
            ]}
            rows={strata.map(({ stratum, n, share, mean, contribution }) => [
              stratum ? Object.values(stratum).join(' · ') : of('未区分', 'Not told apart'),
              whole(n),
              percent(share),
              number(mean, 2),
              number(contribution, 2),
            ])}
          />
        </Section>
      )}
    </>
  );
}
