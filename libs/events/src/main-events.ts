/**
 * The main event of each family, which has an address of its own that takes plain data. It is the first that the family declares,
 * unless the family says otherwise; what concerns the whole bank has no case, and so no such address.
 */
import { allEventTypes, type EventType } from './catalogue';
import * as declared from './families';
import { Family } from './family';
import { dataSchemaOf, type JsonSchema } from './json-schema';

export interface MainEvent {
  /** Last part of the address, e.g. `visits`. */
  readonly collection: string;
  /** Wire type in its current version. */
  readonly type: string;
}

/** What is posted beside the fields of the data, and the attribute of the envelope that it becomes. */
export const POSTED_ATTRIBUTES = { occurred_at: 'time', branch_id: 'branchid' } as const;

export function mainEvents(): readonly MainEvent[] {
  return Object.values(declared)
    .filter((exported) => exported instanceof Family)
    .flatMap(({ declaration: { name, events, main } }) => {
      const isOfTheBank = Object.values(events).some(({ bankWide }) => bankWide);
      const event = main?.event ?? Object.keys(events)[0];
      const found = allEventTypes().find((type) => type.family === name && type.event === event && type.current);
      return isOfTheBank || !found ? [] : [{ collection: main?.collection ?? pluralOf(name), type: found.type }];
    });
}

/** Schema of what is posted to the address of a main event. */
export function postedSchema({ data }: Pick<EventType, 'data'>): JsonSchema {
  const { properties, required = [], ...rest } = dataSchemaOf(data);
  return {
    ...rest,
    properties: {
      occurred_at: { type: 'string', format: 'date-time', description: 'When it happened: RFC 3339 with an offset.' },
      branch_id: { type: 'string', description: 'The branch where it happened.' },
      ...properties,
    },
    required: [...Object.keys(POSTED_ATTRIBUTES), ...required],
  };
}

function pluralOf(name: string): string {
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
