/** AsyncAPI 3 document of the log's topics: what stands in each, made from the declarations of the events. */
import { allEventTypes, type EventType, eventSchemaOf, exampleEvent } from '@plumbline/events';
import { deadLetterMessages } from './dead-letter-messages';

interface Channel {
  readonly address: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, { readonly $ref: string }>>;
}

export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly channels: Readonly<Record<string, Channel>>;
  readonly [part: string]: unknown;
}

const STAMP = '2026-03-02T01:00:00.250Z';

/** @param version of the platform */
export function asyncApiDocument(version: string): AsyncApiDocument {
  const eventTypes = allEventTypes();
  const letters = deadLetterMessages();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Plumbline',
      version,
      description:
        'The topics of the event log, as the platform writes and reads them. On Kafka a prefix may stand before a topic’s name. Producers post to the HTTP API; whatever else writes to `events` is checked when it is read, and set aside as a dead letter where it would have been refused.',
    },
    defaultContentType: 'application/json',
    channels: {
      events: channel('events', 'Every event that was accepted, in order for each case.', eventTypes.map(messageName)),
      governance: channel(
        'governance',
        'What people decide about schemes and reports, in one order: one partition. Nothing is written to it yet.',
        [],
      ),
      deadLetters: channel(
        'dead-letters',
        'Records of `events` that could not be projected, and what was done about them since.',
        Object.keys(letters),
      ),
    },
    operations: {
      appendEvents: operation('send', 'events', 'Appends what the gateway accepts, and dead letters driven again.'),
      projectEvents: operation('receive', 'events', 'Projects each event into facts and scores.'),
      setAside: operation('send', 'deadLetters', 'Sets a record aside, or says what was done about one.'),
      listDeadLetters: operation('receive', 'deadLetters', 'Keeps the list of dead letters.'),
    },
    components: {
      messages: {
        ...Object.fromEntries(eventTypes.map((eventType) => [messageName(eventType), eventMessage(eventType)])),
        ...letters,
      },
    },
  };
}

/** Keys of a document may not hold the points of a wire type. */
function messageName({ type }: EventType): string {
  return type.replaceAll('.', '_');
}

function channel(address: string, description: string, messages: readonly string[]): Channel {
  const entries = messages.map((name) => [name, { $ref: `#/components/messages/${name}` }] as const);
  return { address, description, messages: Object.fromEntries(entries) };
}

function operation(action: 'send' | 'receive', channelName: string, summary: string): object {
  return { action, channel: { $ref: `#/channels/${channelName}` }, summary };
}

function eventMessage(eventType: EventType): object {
  const { title, properties, required = [], ...schema } = eventSchemaOf(eventType);
  const stamp = { type: 'string', format: 'date-time', description: 'When the platform took it, set by the platform.' };
  const example = exampleEvent(eventType);
  const headers = { ce_type: eventType.type, ce_id: String(example?.['id']), ce_source: String(example?.['source']) };
  return {
    name: title,
    title: `${eventType.family}: ${eventType.event.replaceAll('_', ' ')}, version ${eventType.version}`,
    contentType: 'application/json',
    headers: {
      type: 'object',
      required: Object.keys(headers),
      properties: {
        ce_type: { type: 'string', const: eventType.type },
        ce_id: { type: 'string' },
        ce_source: { type: 'string' },
        redrive_of: { type: 'string', description: 'The dead letter that the event was driven again from.' },
      },
    },
    correlationId: { location: '$message.payload#/correlationid' },
    payload: {
      ...schema,
      properties: { ingestedat: stamp, ...properties },
      required: ['ingestedat', ...required],
    },
    bindings: {
      kafka: { key: { type: 'string', description: `The case: partitionkey, the ${eventType.family}’s id.` } },
    },
    ...(example ? { examples: [{ headers, payload: { ingestedat: STAMP, ...example } }] } : {}),
  };
}
