/** The merge patch of the fold against RFC 7396 in TypeScript, on objects as deep as events have them. */
import fc from 'fast-check';
import { eventJsonSchemas, type JsonSchema } from '@plumbline/events';
import { loadSql } from '../../libs/warehouse/src/sql';
import { EngineUnderTest } from '../harness/engine';
import { mergePatch } from '../oracle/merge-patch';

/** How many objects within objects the fold merges, the data itself counted. */
const LEVELS = 3;
const PAIRS = 500;

const NAMES = ['a', 'b', 'content', '值', 'with "quotes"', 'null', ''];
const name = fc.constantFrom(...NAMES);
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('null', '{}', '{"a":null}', 'a,"b":null', '\\', '\u0000', '\u2028'),
  fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.boolean(),
  fc.array(fc.jsonValue({ maxDepth: 1 }).map(withoutExtremes), { maxLength: 3 }),
);

function objects(levels: number, ofLeaves: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const value = levels === 1 ? ofLeaves : fc.oneof(ofLeaves, objects(levels - 1, ofLeaves));
  return fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
}

/** Numbers that no event has: beyond 1e9, or a negative zero, which JSON text does not keep apart. */
function withoutExtremes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    typeof item === 'number' && Math.abs(item) > 1e9 ? 0 : item,
  );
}

function depthOf(schema: JsonSchema | undefined): number {
  if (!schema?.properties) return 0;
  return 1 + Math.max(0, ...Object.values(schema.properties).map(depthOf));
}

describe('merge_patch', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it('given random targets and patches, then the engine merges them as RFC 7396 says', async () => {
    const pairs = fc.sample(fc.tuple(objects(LEVELS, leaf), objects(LEVELS, fc.oneof(leaf, fc.constant(null)))), PAIRS);
    const client = await engine.database('patches');
    await client.command('CREATE TABLE pairs (number UInt32, target String, patch String) ENGINE = Memory');
    const lines = pairs.map((pair, number) =>
      Buffer.from(JSON.stringify([number, ...pair.map((value) => JSON.stringify(value))])),
    );
    await client.insertLines('INSERT INTO pairs FORMAT JSONCompactEachRow', lines);
    const merged = await client.rows<[string]>(
      `WITH ${loadSql('folds/merge_patch')} SELECT merge_patch(target, patch) FROM pairs ORDER BY number`,
    );
    const wanted = pairs.map(([target, patch]) => JSON.parse(JSON.stringify(mergePatch(target, patch))) as unknown);
    expect(merged.map(([text]) => JSON.parse(text) as unknown)).toEqual(wanted);
  });

  it('given the declared events, then none has objects in objects deeper than that', () => {
    const depths = Object.values(eventJsonSchemas()).map(({ properties }) => depthOf(properties?.['data']));
    expect(Math.max(...depths)).toBeLessThanOrEqual(LEVELS);
  });
});
