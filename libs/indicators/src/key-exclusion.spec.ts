import { keyExclusionOf, metricById, METRICS } from './index';

const NONE: ReadonlySet<string> = new Set();

describe('answers left out by their key', () => {
  const exclusionOf = (id: string): ReturnType<typeof keyExclusionOf> => {
    const metric = metricById(id);
    return metric && keyExclusionOf(metric.estimator);
  };

  it('given the item index, then items outside the mix are, however many answers they have', () => {
    const exclusion = exclusionOf('c2-service-item-index');
    expect(exclusion).toMatchObject({ reason: 'item_not_in_mix', measure: 'overall.n' });
    const leftOut = ['deposit', 'mobile_banking', 'safe_box', 'unknown', 'toString'].map((item) =>
      exclusion?.leavesOut(item, 100, NONE),
    );
    expect(leftOut).toEqual([false, false, true, true, true]);
  });

  it('given the weakest item, then thin and unknown items are, and others outside the mix are not', () => {
    const exclusion = exclusionOf('c2-weakest-item');
    expect(exclusion).toMatchObject({ reason: 'thin_item', measure: 'overall.n' });
    expect(exclusion?.leavesOut('deposit', 30, NONE)).toBe(false);
    expect(exclusion?.leavesOut('safe_box', 30, NONE)).toBe(false);
    expect(exclusion?.leavesOut('deposit', 29, NONE)).toBe(true);
    expect(exclusion?.leavesOut('unknown', 500, NONE)).toBe(true);
  });

  it('given the gap between groups, then other and unknown classes are', () => {
    const exclusion = exclusionOf('c2-special-group-gap');
    expect(exclusion).toMatchObject({ reason: 'priority_other_or_unknown', measure: 'overall.n' });
    const classes = ['none', 'elderly', 'disabled', 'pregnant', 'other', 'unknown'];
    expect(classes.filter((priority) => exclusion?.leavesOut(priority, 1, NONE))).toEqual(['other', 'unknown']);
  });

  it('given observed items, then those are on which observers disagree', () => {
    const exclusion = exclusionOf('h1-zone-signage-rate');
    expect(exclusion).toMatchObject({ reason: 'low_agreement', measure: 'zone_signage.items' });
    const inDispute = new Set(['badge']);
    expect(['badge', 'sign'].map((item) => exclusion?.leavesOut(item, 100, inDispute))).toEqual([true, false]);
  });

  it('given such a metric, then its definition says so in both languages', () => {
    for (const { definition, estimator } of METRICS) {
      const { zh = '', en = '' } = keyExclusionOf(estimator)?.meaning ?? {};
      expect([definition.zh, definition.en]).toEqual([expect.stringContaining(zh), expect.stringContaining(en)]);
    }
  });

  it('given a metric that takes every key, then none is', () => {
    expect(exclusionOf('c1-csat-index')).toBeUndefined();
  });
});
