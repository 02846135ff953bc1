import { allEventTypes, currentTypeOf, type EventType } from './catalogue';
import { exampleEvent } from './example';
import { dataSchemaOf } from './json-schema';
import { mainEvents, POSTED_ATTRIBUTES, postedSchema } from './main-events';

const MAIN = mainEvents().map((main) => [main.collection, currentTypeOf(main.type) as EventType] as const);

describe('main events', () => {
  it('given the families, then each that has cases has an address, as api.md names them', () => {
    expect(Object.fromEntries(mainEvents().map(({ collection, type }) => [collection, type]))).toMatchObject({
      complaints: 'plumbline.complaint.registered.v1',
      'survey-responses': 'plumbline.survey.response_submitted.v2',
      transactions: 'plumbline.transaction.submitted.v1',
      visits: 'plumbline.visit.arrived.v1',
    });
    expect(MAIN.map(([collection]) => collection)).not.toContain('references');
    expect(new Set(MAIN.map(([collection]) => collection)).size).toBe(MAIN.length);
  });

  it.each(MAIN)('given what is posted to %s, then no field of the data has the name of an attribute', (_, { data }) => {
    const fields = Object.keys(dataSchemaOf(data).properties ?? {});
    expect(fields.filter((name) => name in POSTED_ATTRIBUTES)).toEqual([]);
    expect(postedSchema({ data }).required).toEqual(expect.arrayContaining(['occurred_at', 'branch_id']));
  });

  it.each(MAIN)('given the main event of %s, then an example of it can be made', (_collection, eventType) => {
    expect(exampleEvent(eventType)).toBeDefined();
  });
});

describe('exampleEvent', () => {
  it('given an answer that has a value or none, then the example has the value, within its scale', () => {
    const example = exampleEvent(currentTypeOf('plumbline.survey.response_submitted.v2') as EventType);
    expect(example?.data['answers']).toEqual([
      { question_id: 'question-1', construct: 'overall', scale_min: 1, scale_max: 5, value: 4 },
    ]);
  });

  it('given the catalogue, then nearly every type has an example', () => {
    const without = allEventTypes().filter(
      (eventType) => !exampleEvent(eventType) && !eventType.event.startsWith('event_'),
    );
    expect(without.length).toBeLessThanOrEqual(allEventTypes().length / 10);
  });
});
