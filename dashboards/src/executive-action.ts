/** Of the executive overview: branches outside their funnel, and complaints whose clocks run out. */
import { NONE_WANTED, SCORE_THRESHOLDS, VERDICTS } from './appearance';
import type { Section } from './dashboard';
import { coded, colouredCell, counts, hidden, names } from './fields';
import type { Voice } from './language';
import { explain, to } from './links';
import { numbers, table } from './panel';
import { PLACES } from './variables';

export function actionSection(say: Voice): Section {
  const as = names(say);
  const of = (zh: string, en: string): string => say({ zh, en });
  return {
    title: { zh: '哪里需要行动', en: 'Where somebody must act' },
    panels: [
      table(
        {
          title: { zh: '网点漏斗：是否超出预期', en: 'Branches and their funnel' },
          description: {
            zh: '总体得分与同等样本下 95 % 漏斗界限（计入网点间离散，Spiegelhalter 2005）；判断按 5 % 错误发现率校正。最差的在前；不是排名。',
            en: 'Overall score beside the 95 % funnel limits at its size (with the spread between branches, Spiegelhalter 2005); verdicts at a false-discovery rate of 5 %. The worst first; this is no league table.',
          },
          unit: 'none',
          decimals: 1,
          thresholds: SCORE_THRESHOLDS,
          width: 14,
          height: 10,
          links: [
            to(
              'sq-branch',
              say.language,
              { zh: '打开网点', en: 'Open the branch' },
              'var-branch=${__data.fields["Code"]}',
            ),
            explain('overall', 'branch=${__data.fields["Code"]}'),
          ],
          queries: [
            {
              url: '/charts/funnel',
              root: 'rows',
              params: { id: 'overall', by: 'branch', ...PLACES },
              columns: [
                ['group', 'Code', 'string'],
                ['name', as.branch, 'string'],
                ['value', as.score],
                ['lower95', of('漏斗下限', 'Funnel, lower')],
                ['upper95', of('漏斗上限', 'Funnel, upper')],
                ['standing', as.verdict, 'string'],
                ['n', as.n],
              ],
            },
          ],
          overrides: [
            colouredCell(as.score, SCORE_THRESHOLDS),
            coded(as.verdict, VERDICTS, say),
            ...counts(as.n),
            ...hidden('Code'),
          ],
        },
        say,
      ),
      numbers(
        {
          title: { zh: '投诉时钟', en: 'Complaint clocks' },
          description: {
            zh: '期内登记的投诉：手册时钟为处理结束后 5 个工作日内反馈（6.3.3）；监管时钟为收到后 15 个日历日（银保监会令 2020 年第 3 号）。超时含仍未答复者。n 为登记数。',
            en: 'Complaints registered in the range. Handbook: a reply within 5 working days of the end of handling (6.3.3). Regulator: 15 calendar days from receipt (CBIRC Order 2020 No. 3). Late includes those still unanswered; n: registered.',
          },
          unit: 'locale',
          decimals: 0,
          thresholds: NONE_WANTED,
          width: 10,
          height: 10,
          links: [
            to(
              'sq-complaints',
              say.language,
              { zh: '打开投诉', en: 'Open complaints' },
              '${region:queryparam}',
              '${branch:queryparam}',
            ),
          ],
          queries: [
            {
              url: '/charts/complaints',
              root: 'rows',
              params: PLACES,
              columns: [
                ['handbook_late', of('手册时钟超时', 'Handbook clock, late')],
                ['regulator_late', of('监管时钟超时', 'Regulator clock, late')],
                ['overdue', of('未结且逾期', 'Open and overdue')],
                ['open', of('未结', 'Open')],
                ['total', as.n],
              ],
            },
          ],
          overrides: [...counts(of('未结', 'Open')), ...counts(as.n)],
        },
        say,
      ),
    ],
  };
}
