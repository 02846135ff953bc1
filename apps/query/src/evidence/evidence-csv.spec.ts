import { evidenceCsv } from './evidence-csv';
import type { EvidenceRow } from './evidence-row';

describe('evidenceCsv', () => {
  it('given cases, then a column a field and a measure, with formulas made harmless', () => {
    const row: EvidenceRow = {
      family: 'visit',
      case_id: '-2',
      part: null,
      day: '2026-03-02',
      branch: 'B001',
      region: 'north',
      channel: 'onsite',
      service_line: 'personal',
      service_item: 'deposit',
      priority_class: 'none',
      staff: 'unknown',
      outcome: 'failed',
      role: 'denominator',
      reason: null,
      words: { zh: '计入，未达标', en: 'counts, and failed' },
      value: null,
      measured_s: 960,
      contribution: { 'wait.judged': 1 },
      bin: null,
      links: { case: '/api/v1/cases/visit/-2' },
    };
    expect(evidenceCsv([row], ['wait.within_target', 'wait.judged']).split('\r\n')).toEqual([
      'family,case_id,part,day,branch,region,channel,service_line,service_item,priority_class,staff,outcome,role,reason,words_zh,words_en,value,measured_s,bin,wait.within_target,wait.judged',
      `visit,'-2,,2026-03-02,B001,north,onsite,personal,deposit,none,unknown,failed,denominator,,计入，未达标,"counts, and failed",,960,,,1`,
      '',
    ]);
  });
});
