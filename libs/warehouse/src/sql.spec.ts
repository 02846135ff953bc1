import {
  caseCellsSql,
  caseFactsSql,
  caseKeysSql,
  caseStandingSql,
  complaintLedgerSql,
  evidenceSql,
  factsOfDaysSql,
  foldSql,
  metricSumsSql,
  PROJECTED_FAMILIES,
  sumSql,
} from './families';

describe('the SQL of the warehouse', () => {
  it.each(PROJECTED_FAMILIES.map((family) => [family.name, family] as const))(
    'given the family %s, then its folds, sums and reads have every part, whichever cases they take',
    (_name, family) => {
      for (const text of [
        foldSql(family, 'touched_cases'),
        foldSql(family, 'case_range'),
        factsOfDaysSql(family, 'cases_in_days', {}),
        factsOfDaysSql(family, 'all_cases', { calendar: 'calendar_asked' }),
        sumSql(family, 'staged_places'),
        sumSql(family, 'day_range'),
        metricSumsSql(family, 'branch_regions'),
        evidenceSql(family),
        caseCellsSql(family, 'calendar_asked'),
        caseFactsSql(family, 'calendar_in_force'),
      ]) {
        expect(text).not.toMatch(/\{\{|\}\}/);
        expect(text).not.toMatch(/\bnow(64)?\(/);
      }
    },
  );

  it.each(PROJECTED_FAMILIES.map((family) => [family.name, family] as const))(
    'given the family %s, then what it looks up in a staged table goes along to the shards of a cluster, which do not have it',
    (_name, family) => {
      const texts = [
        foldSql(family, 'touched_cases'),
        sumSql(family, 'staged_places'),
        foldSql(family, 'cases_in_days'),
        foldSql(family, 'one_case'),
        metricSumsSql(family, 'branch_regions'),
        evidenceSql(family),
        caseFactsSql(family, 'calendar_asked'),
        metricSumsSql('daily', 'branch_regions'),
        caseKeysSql('touched_appends'),
        caseStandingSql(),
        complaintLedgerSql('all', 'page'),
      ];
      for (const text of texts) expect(text).not.toMatch(/(?<!\bGLOBAL )\bIN \(\s*SELECT/);
      expect(texts[0]).toMatch(/GLOBAL IN \(SELECT (case_id|family, case_id)/);
      expect(texts[1]).toMatch(/GLOBAL IN \(SELECT cohort, branch, day/);
    },
  );
});
