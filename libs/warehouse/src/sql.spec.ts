import { foldSql, metricSumsSql, PROJECTED_FAMILIES, sumSql } from './families';

describe('the SQL of the warehouse', () => {
  it.each(PROJECTED_FAMILIES.map((family) => [family.name, family] as const))(
    'given the family %s, then fold and sum have every part, whichever cases they take',
    (_name, family) => {
      for (const text of [
        foldSql(family, 'touched_cases'),
        foldSql(family, 'case_range'),
        sumSql(family, 'staged_places'),
        sumSql(family, 'day_range'),
      ]) {
        expect(text).not.toMatch(/\{\{|\}\}/);
        expect(text).not.toMatch(/\bnow(64)?\(/);
      }
    },
  );

  it.each(PROJECTED_FAMILIES.map((family) => [family.name, family] as const))(
    'given the family %s, then what it looks up in a staged table goes along to the shards of a cluster, which do not have it',
    (_name, family) => {
      const texts = [foldSql(family, 'touched_cases'), sumSql(family, 'staged_places'), metricSumsSql(family)];
      for (const text of [...texts, metricSumsSql('daily')]) expect(text).not.toMatch(/(?<!\bGLOBAL )\bIN \(\s*SELECT/);
      expect(texts[0]).toMatch(/GLOBAL IN \(SELECT case_id/);
      expect(texts[1]).toMatch(/GLOBAL IN \(SELECT cohort, branch, day/);
    },
  );
});
