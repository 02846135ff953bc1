/** Of the executive overview: what the change since the period before is made of. */
import { CHANGE_THRESHOLDS } from './appearance';
import type { Section } from './dashboard';
import { colouredCell, hidden, names } from './fields';
import type { Voice } from './language';
import { explain, WHY_OVERALL } from './links';
import { bars, table } from './panel';
import { PLACES } from './variables';

export function changeSection(say: Voice): Section {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  return {
    title: { zh: '为什么变化', en: 'Why it changed' },
    panels: [
      bars(
        {
          title: { zh: '变化的四个部分', en: 'The change in four parts' },
          description: {
            zh: '较上期变化精确拆分：表现（同类业务做得好坏）、构成（业务结构变化）、方案（权重与锚点变化）、覆盖（指标有无）。四者之和为变化。',
            en: 'The change split exactly: performance (the same kinds of cases went better or worse), mix (there were more of some kinds), scheme (weights, anchors), coverage (metrics came or went). Their sum is the change.',
          },
          unit: 'none',
          decimals: 2,
          thresholds: CHANGE_THRESHOLDS,
          width: 10,
          height: 8,
          links: [WHY_OVERALL],
          queries: [
            {
              url: '/scores/explain',
              root: 'rows',
              params: { id: 'overall', format: 'rows', section: 'parts', ...PLACES },
              columns: [
                [say.field('name_'), as.name, 'string'],
                ['amount', of('分', 'Points')],
              ],
            },
          ],
        },
        say,
      ),
      table(
        {
          title: { zh: '影响最大的指标', en: 'What moved it most' },
          description: {
            zh: '每个指标对总体变化的贡献（分），由大到小；点击查看解释与证据。',
            en: 'What each metric did to the overall change, in points, the greatest first; follow it to its explanation and evidence.',
          },
          unit: 'none',
          decimals: 2,
          thresholds: CHANGE_THRESHOLDS,
          width: 14,
          height: 8,
          links: [explain('${__data.fields["Id"]}', '${region:queryparam}', '${branch:queryparam}')],
          queries: [
            {
              url: '/scores/explain',
              root: 'rows',
              params: { id: 'overall', format: 'rows', section: 'movers', ...PLACES },
              columns: [
                ['id', 'Id', 'string'],
                [say.field('name_'), as.name, 'string'],
                ['change', as.change],
                ['performance', of('表现', 'Performance')],
                ['mix', of('构成', 'Mix')],
                ['scheme', of('方案', 'Scheme')],
                ['coverage', of('覆盖', 'Coverage')],
              ],
            },
          ],
          overrides: [colouredCell(as.change, CHANGE_THRESHOLDS), ...hidden('Id')],
        },
        say,
      ),
    ],
  };
}
