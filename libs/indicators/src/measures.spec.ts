import { exclusionsOf, keyedByOf, type MetricDefinition, METRICS, metricById, readsOf } from './index';

function metric(id: string): MetricDefinition {
  const found = metricById(id);
  if (!found) throw new Error(`no metric ${id}`);
  return found;
}

describe('what a metric reads', () => {
  it('given a share, then numerator and denominator of its own family', () => {
    expect(readsOf(metric('p2-rework-rate'))).toEqual([
      { family: 'transaction', measure: 'rework.reworked', keyedBy: 'none' },
      { family: 'transaction', measure: 'rework.processed', keyedBy: 'none' },
    ]);
  });

  it('given complaints per contact, then the contacts are visits and inquiries', () => {
    expect(readsOf(metric('c1-complaint-rate'))).toEqual([
      { family: 'complaint', measure: 'registration.counted', keyedBy: 'none' },
      { family: 'visit', measure: 'contacts.served', keyedBy: 'none' },
      { family: 'inquiry', measure: 'contacts.served', keyedBy: 'none' },
    ]);
  });

  it('given observed items, then each measure once, kept apart by item, with how observers agree', () => {
    expect(readsOf(metric('h2-cleanliness-rate')).map(({ measure }) => measure)).toEqual([
      'cleanliness.passed',
      'cleanliness.items',
      'cleanliness.sessions',
      'cleanliness.both_passed',
      'cleanliness.first_passed',
      'cleanliness.second_passed',
      'cleanliness.both_failed',
    ]);
    expect(readsOf(metric('p2-observation-conformity-rate')).map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(['observed_conformity.weight', 'observed_conformity.weight_squares']),
    );
  });

  it('given weighted answers, then answers and contacts are kept apart by stratum', () => {
    expect(readsOf(metric('c1-nps'))).toEqual([
      { family: 'survey', measure: 'recommend.n', keyedBy: 'stratum' },
      { family: 'survey', measure: 'recommend.promoters', keyedBy: 'stratum' },
      { family: 'survey', measure: 'recommend.detractors', keyedBy: 'stratum' },
      { family: 'visit', measure: 'contacts.served', keyedBy: 'stratum' },
    ]);
  });

  it('given a percentile, then histograms, with or without censored cases', () => {
    expect(readsOf(metric('p1-wait-p90')).map(({ measure }) => measure)).toEqual([
      'wait_p90.served',
      'wait_p90.abandoned',
    ]);
    expect(readsOf(metric('s3-assignment-time-p90'))).toEqual([
      { family: 'complaint', measure: 'assignment.seconds', keyedBy: 'bin' },
    ]);
  });

  it.each([
    ['s2-courtesy-rating', 'none'],
    ['c1-csat-index', 'stratum'],
    ['c2-service-item-index', 'service_item'],
    ['c2-weakest-item', 'service_item'],
    ['c2-special-group-gap', 'priority_class'],
    ['s2-observation-attitude-rate', 'service_item'],
    ['h3-equipment-availability', 'none'],
  ])('given %s, then all its sums are kept apart by %s', (id, keyedBy) => {
    expect(keyedByOf(metric(id).estimator)).toBe(keyedBy);
    expect(readsOf(metric(id)).filter((read) => read.keyedBy !== keyedBy)).toEqual([]);
  });

  it('given a metric whose family is not taken, then nothing', () => {
    expect(readsOf(metric('h2-cleaning-on-time-rate'))).toEqual([]);
    expect(exclusionsOf(metric('h2-cleaning-on-time-rate'))).toEqual([]);
  });
});

describe('what a metric leaves out', () => {
  it.each([
    ['p1-wait-within-target-rate', 'no_opening no_target service_before_arrival no_service_start open short_abandon'],
    ['p1-wait-p90', 'no_opening other_channel service_before_arrival no_service_start open'],
    ['p1-abandon-rate', 'no_opening no_target service_before_arrival no_service_start open short_abandon'],
    ['p1-cycle-on-time-rate', 'no_opening no_time_limit rejected'],
    ['p1-complaint-reply-on-time-rate', 'withdrawn'],
    ['p2-process-conformity-rate', 'rejected open'],
    ['p2-rework-rate', 'not_processed'],
    ['p2-complaint-procedure-rate', 'withdrawn open'],
    ['p3-progress-notice-rate', 'no_opening rejected open'],
    ['p3-reply-content-rate', 'open'],
    ['p3-callback-on-time-rate', 'abandoned'],
    ['s1-first-contact-resolution-rate', 'no_customer abandoned open no_topic window_open'],
    ['s1-answer-accuracy-rate', 'self_observed second_of_pair na scored'],
    ['s3-teamwork-interview-index', 'no_score one_coder low_agreement'],
    ['s2-attitude-complaint-rate', 'no_opening open not_found'],
    ['s3-assignment-time-p90', 'no_opening unassigned assigned_before_registered'],
    ['c1-complaint-rate', 'no_opening mistaken'],
    ['c1-csat-index', 'voided second_response out_of_scale na'],
    ['c1-nps', 'voided second_response wrong_scale out_of_scale na'],
    ['c2-ease-index', 'voided second_response out_of_scale na'],
  ])('given %s, then these reasons, in this order: %s', (id, reasons) => {
    expect(exclusionsOf(metric(id)).map(({ reason }) => reason)).toEqual(reasons.split(' '));
  });

  it('given a reason, then its measure and its meaning go with it, and the meaning stands in the definition', () => {
    expect(exclusionsOf(metric('p2-rework-rate'))).toEqual([
      {
        measure: 'rework.excluded.not_processed',
        families: ['transaction'],
        reason: 'not_processed',
        meaning: { zh: '尚未办理', en: 'not processed yet' },
      },
    ]);
    const [unnamed] = exclusionsOf(metric('s1-first-contact-resolution-rate'));
    expect(unnamed).toMatchObject({ reason: 'no_customer', families: ['contact', 'visit', 'inquiry'] });
    for (const any of METRICS) {
      for (const { meaning } of exclusionsOf(any)) {
        expect(any.definition.en).toContain(meaning.en);
        expect(any.definition.zh).toContain(meaning.zh);
      }
    }
  });
});
