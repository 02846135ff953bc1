/** The messages of the dead-letters topic, as `libs/event-log` writes them. */

const TEXT = { type: 'string' };
const NUMBER_AS_TEXT = { type: 'string', pattern: '^[0-9]+$' };

export function deadLetterMessages(): Readonly<Record<string, object>> {
  const act = (kind: string, title: string, what: string): object => ({
    name: kind,
    title,
    contentType: 'application/json',
    headers: headersOf({
      required: { dead_act: { type: 'string', const: kind }, dead_act_id: TEXT, dead_letter: TEXT },
      optional: { dead_requested_by: { type: 'string', description: 'Pseudonym.' } },
    }),
    payload: { type: 'object', description: what },
    bindings: { kafka: { key: { type: 'string', description: 'Id of the letter.' } } },
  });
  return {
    deadLetter: {
      name: 'dead_letter',
      title: 'A record that could not be projected: its own bytes, with its own headers beside these',
      contentType: 'application/octet-stream',
      headers: headersOf({
        required: {
          dead_reason: { type: 'string', enum: ['unknown_type', 'undecodable', 'invalid', 'rejected_by_warehouse'] },
          dead_message: TEXT,
          dead_faults: { type: 'string', description: 'JSON: a list of pointer, code and message.' },
          dead_topic: TEXT,
          dead_partition: NUMBER_AS_TEXT,
          dead_offset: NUMBER_AS_TEXT,
          dead_appended_at_ms: NUMBER_AS_TEXT,
        },
        optional: { redrive_of: { type: 'string', description: 'The letter whose re-driven event this is.' } },
      }),
      payload: { description: 'Any bytes.' },
      bindings: { kafka: { key: { type: 'string', description: 'Key of the original.' } } },
    },
    deadLetterRepaired: act('repaired', 'A letter was repaired', 'The event as it shall be driven again.'),
    deadLetterRedriven: act('redriven', 'A letter was driven again', 'Identity of the event that it became.'),
  };
}

function headersOf({ required, optional }: Readonly<Record<'required' | 'optional', object>>): object {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}
