/** The catalogue: which event types there are. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { allEventTypes, currentTypeOf } from './catalogue';

describe('the catalogue', () => {
  it('given events.md, when the catalogue is listed, then it has every event of each family', () => {
    const ofTheFamilies = allEventTypes().filter(({ corrects }) => !corrects);
    expect(ofTheFamilies.map(({ type }) => type)).toEqual([
      'plumbline.complaint.registered.v1',
      'plumbline.complaint.reclassified.v1',
      'plumbline.complaint.assigned.v1',
      'plumbline.complaint.investigated.v1',
      'plumbline.complaint.handled.v1',
      'plumbline.complaint.replied.v1',
      'plumbline.complaint.extended.v1',
      'plumbline.complaint.reopened.v1',
      'plumbline.complaint.withdrawn.v1',
      'plumbline.complaint.review_requested.v1',
      'plumbline.complaint.follow_up_completed.v1',
      'plumbline.correction.identity_merged.v1',
      'plumbline.correction.personal_data_erased.v1',
      'plumbline.correction.late_batch_imported.v1',
      'plumbline.inquiry.received.v1',
      'plumbline.inquiry.answered.v1',
      'plumbline.inquiry.escalated.v1',
      'plumbline.inquiry.replied.v1',
      'plumbline.inquiry.abandoned.v1',
      'plumbline.interview.conducted.v1',
      'plumbline.observation.recorded.v1',
      'plumbline.observation.disputed.v1',
      'plumbline.observation.resolved.v1',
      'plumbline.reference.branch_registered.v1',
      'plumbline.reference.hours_changed.v1',
      'plumbline.reference.service_item_defined.v1',
      'plumbline.reference.calendar_published.v1',
      'plumbline.reference.time_limit_set.v1',
      'plumbline.survey.invited.v1',
      'plumbline.survey.delivery_failed.v1',
      'plumbline.survey.declined.v1',
      'plumbline.survey.expired.v1',
      'plumbline.survey.response_submitted.v1',
      'plumbline.survey.response_submitted.v2',
      'plumbline.survey.feedback_digest_issued.v1',
      'plumbline.transaction.submitted.v1',
      'plumbline.transaction.reviewed.v1',
      'plumbline.transaction.processed.v1',
      'plumbline.transaction.confirmed.v1',
      'plumbline.transaction.fed_back.v1',
      'plumbline.transaction.rejected.v1',
      'plumbline.transaction.reworked.v1',
      'plumbline.transaction.progress_notified.v1',
      'plumbline.transaction.anomaly_reported.v1',
      'plumbline.visit.arrived.v1',
      'plumbline.visit.greeted.v1',
      'plumbline.visit.routed.v1',
      'plumbline.visit.called.v1',
      'plumbline.visit.service_started.v1',
      'plumbline.visit.served.v1',
      'plumbline.visit.abandoned.v1',
    ]);
  });

  it('given any family, when its corrections are listed, then an event can be corrected and voided', () => {
    for (const family of new Set(allEventTypes().map((eventType) => eventType.family))) {
      const corrections = allEventTypes().filter((eventType) => eventType.family === family && eventType.corrects);
      expect(corrections.map(({ type }) => type)).toEqual([
        `plumbline.${family}.event_corrected.v1`,
        `plumbline.${family}.event_voided.v1`,
      ]);
    }
  });

  it('given the folders of the families, when the catalogue is listed, then none was forgotten in the registry', () => {
    const folders = readdirSync(path.join(__dirname, 'families'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect([...new Set(allEventTypes().map(({ family }) => family))].toSorted()).toEqual(folders.toSorted());
  });

  it('given a type with two versions, when it is looked up, then only the later is current', () => {
    const [first, second] = [1, 2].map((version) => currentTypeOf(`plumbline.survey.response_submitted.v${version}`));
    expect(first).toMatchObject({ family: 'survey', event: 'response_submitted', version: 1, current: false });
    expect(second).toMatchObject({ family: 'survey', event: 'response_submitted', version: 2, current: true });
    expect(currentTypeOf('plumbline.survey.response_submitted.v3')).toBeUndefined();
  });

  it('given an unknown type, when it is looked up, then there is none', () => {
    expect(['', 'constructor', 'plumbline.visit.arrived', 'visit.arrived.v1'].map(currentTypeOf)).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('given the data classes, when their names are compared, then no two are the same', () => {
    // JSON Schemas and OpenAPI know a class by its name.
    const names = [...new Set(allEventTypes().map(({ data }) => data))].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
