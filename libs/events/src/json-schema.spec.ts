/** The published schemas: closed, whole in themselves, and carrying the meaning of their fields. */
import { allEventTypes } from './catalogue';
import { eventJsonSchemas, type JsonSchema } from './json-schema';

const SCHEMAS = eventJsonSchemas();

function schemaOf(type: string): JsonSchema {
  const schema = SCHEMAS[type];
  if (!schema) throw new Error(`No schema of ${type}`);
  return schema;
}

/** A schema and all within it. */
function within(schema: JsonSchema): JsonSchema[] {
  const children = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return [schema, ...children.flatMap(within)];
}

describe('eventJsonSchemas', () => {
  it('given the catalogue, when schemas are made, then every type has one', () => {
    expect(Object.keys(SCHEMAS)).toEqual(allEventTypes().map(({ type }) => type));
  });

  it.each(Object.keys(SCHEMAS))(
    'given %s, when its schema is read, then it is closed, bounded and refers to nothing',
    (type) => {
      const schema = schemaOf(type);
      expect(JSON.stringify(schema)).not.toContain('$ref');
      for (const part of within(schema)) {
        // A merge patch is closed by the schema of its target (corrections/).
        const isClosed = part['additionalProperties'] === false || part['x-merge-patch'] !== undefined;
        if (part.type === 'object') expect(isClosed).toBe(true);
        if (part.type === 'array') expect(part['maxItems']).toBeLessThanOrEqual(366);
        if (part.type === 'string') expect(part.enum ?? part['format'] ?? part.pattern).toBeDefined();
        if (part.type === 'number' || part.type === 'integer') {
          // No number can be a telephone, ID or card number: those have eleven digits or more.
          expect(part['minimum']).toBeGreaterThanOrEqual(-1e9);
          expect(part['maximum']).toBeLessThanOrEqual(1e9);
          expect(part['x-unit']).toEqual(expect.any(String));
        }
      }
    },
  );

  it('given a visit, when its schema is read, then unit, privacy class and clause stand in it', () => {
    const data = schemaOf('plumbline.visit.arrived.v1').properties?.['data'];
    expect(data?.['x-clauses']).toEqual(['4.1', '4.2']);
    expect(data?.properties?.['staff_ref']?.['x-privacy-class']).toBe('S');
    expect(data?.properties?.['customer_ref']?.['x-privacy-class']).toBe('U');
    const complaint = schemaOf('plumbline.complaint.registered.v1').properties?.['data'];
    expect(complaint?.properties?.['text_ref']?.['x-privacy-class']).toBe('F');
    const item = schemaOf('plumbline.reference.service_item_defined.v1').properties?.['data'];
    expect(item?.properties?.['std_minutes']).toMatchObject({ type: 'number', 'x-unit': 'min', minimum: 0 });
  });

  it('given a type with an older version, when its schemas are read, then only the older one is deprecated', () => {
    expect(schemaOf('plumbline.survey.response_submitted.v1')['deprecated']).toBe(true);
    expect(schemaOf('plumbline.survey.response_submitted.v2')['deprecated']).toBeUndefined();
  });

  it('given an event of a branch and one of the bank, when their schemas are read, then only the first needs branchid', () => {
    expect(schemaOf('plumbline.visit.arrived.v1').required).toContain('branchid');
    expect(schemaOf('plumbline.reference.calendar_published.v1').required).not.toContain('branchid');
  });
});
