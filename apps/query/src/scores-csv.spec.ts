import type { ScoreRow } from './score-row';
import { scoresCsv } from './scores-csv';

describe('scoresCsv', () => {
  it('given rows, then a column a field, with quotes and formulas made harmless', () => {
    const row: ScoreRow = {
      time: '2026-03-01T00:00:00+08:00',
      group: { branch: '=cmd, "x"' },
      level: 'metric',
      id: 'c1-nps',
      name: { zh: '净推荐值', en: 'Net promoter score' },
      score: 33,
      lower: null,
      upper: null,
      interval_method: null,
      n: 4,
      coverage: 1,
      bounds: [33, 33],
      grade: ['to_improve', 'acceptable'],
      status: 'low_sample',
      late: 3,
      value: 12,
      unit: 'points',
      excluded: { na: 2, out_of_scale: 1 },
    };
    const [header, line, ...rest] = scoresCsv([row], ['branch']).split('\r\n');
    expect(header).toBe(
      'time,branch,level,id,name_zh,name_en,score,lower,upper,interval_method,n,coverage,bound_lower,bound_upper,grade,status,late,value,value_lower,value_upper,unit,n_eff,excluded',
    );
    expect(line).toBe(
      `2026-03-01T00:00:00+08:00,"'=cmd, ""x""",metric,c1-nps,净推荐值,Net promoter score,33,,,,4,1,33,33,to_improve acceptable,low_sample,3,12,,,points,,na=2 out_of_scale=1`,
    );
    expect(rest).toEqual(['']);
  });

  it('given rows beside the period before, then its columns at the end', () => {
    const row = { time: '2026-03-01T00:00:00+08:00', group: {}, name: { zh: '', en: '' }, bounds: [0, 0], grade: [] };
    const previous = { from: '2026-02-01', to: '2026-03-01', score: 60, lower: 55, upper: null, change: 2.5 };
    const [header, line] = scoresCsv([{ ...row, previous } as unknown as ScoreRow], [], true).split('\r\n');
    expect(header?.split(',').slice(-8).join()).toBe(
      'previous_from,previous_to,previous_score,previous_lower,previous_upper,change,change_lower,change_upper',
    );
    expect(line?.split(',').slice(-8).join()).toBe('2026-02-01,2026-03-01,60,55,,2.5,,');
  });
});
