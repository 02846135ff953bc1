/** OpenAPI schema of an explanation. */
import type { OpenAPIObject } from '@nestjs/swagger';

type SchemaObject = Extract<
  NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string],
  { type?: unknown }
>;
type Properties = NonNullable<SchemaObject['properties']>;

const LABEL: SchemaObject = { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } } };
const NUMBER: SchemaObject = { type: 'number' };
const NUMBER_OR_NULL: SchemaObject = { type: 'number', nullable: true };
const TEXT: SchemaObject = { type: 'string' };
const STRATUM: SchemaObject = {
  type: 'object',
  nullable: true,
  additionalProperties: { type: 'string' },
  description: 'What its cases share, e.g. channel and service_item; null for what is not told apart.',
};

function object(properties: Properties, description?: string): SchemaObject {
  return { type: 'object', properties, ...(description === undefined ? {} : { description }) };
}

function list(items: SchemaObject, description: string): SchemaObject {
  return { type: 'array', items, description };
}

const PARTS = object(
  { performance: NUMBER, mix: NUMBER, scheme: NUMBER, coverage: NUMBER },
  'In points of the score; they add up to the change.',
);
const EXPLAIN_LINK = object({ explain: TEXT });
const MOVER = { id: TEXT, name: LABEL, change: NUMBER, parts: PARTS, links: EXPLAIN_LINK };

const CHANGE = object(
  {
    from: TEXT,
    to: TEXT,
    score: NUMBER_OR_NULL,
    lower: NUMBER_OR_NULL,
    upper: NUMBER_OR_NULL,
    change: NUMBER_OR_NULL,
    change_lower: NUMBER_OR_NULL,
    change_upper: NUMBER_OR_NULL,
    parts: { ...PARTS, nullable: true },
    children: list(object({ ...MOVER, movers: list(object(MOVER), 'At most three.') }), 'Right below the node.'),
    movers: list(object(MOVER), 'Metrics below the node, the greatest first.'),
    value: object(
      {
        previous: NUMBER,
        change: NUMBER,
        parts: object({ performance: NUMBER, mix: NUMBER, scheme: NUMBER }),
        strata: list(
          object({ stratum: STRATUM, change: NUMBER, performance: NUMBER, mix: NUMBER }),
          'The greatest first.',
        ),
      },
      'Of a metric’s value, in its unit.',
    ),
  },
  'Since the period before (from, to), whose score and limits these are.',
);

export const EXPLANATION_SCHEMA: SchemaObject = object({
  meta: object({
    scheme: object({ id: TEXT, version: NUMBER, sha256: TEXT }),
    as_of: TEXT,
    from: TEXT,
    to: TEXT,
    grain: TEXT,
    freshness_s: NUMBER_OR_NULL,
  }),
  row: { type: 'object', description: 'The row as /scores gives it.' },
  formula: object({ definition: LABEL, value: LABEL, score: LABEL, clause: TEXT, method: TEXT, unit: TEXT }),
  weights: object({ weight: NUMBER, weight_available: NUMBER }, 'Points of 100 in force, and those that were scored.'),
  contributions: list(
    object({
      id: TEXT,
      level: TEXT,
      name: LABEL,
      weight: NUMBER,
      weight_available: NUMBER,
      score: NUMBER_OR_NULL,
      status: TEXT,
      n: NUMBER_OR_NULL,
      share: NUMBER_OR_NULL,
      contribution: NUMBER_OR_NULL,
      coverage: NUMBER,
      links: EXPLAIN_LINK,
    }),
    'Right below the node: share × score. They add up to its score, their coverage to its coverage.',
  ),
  anchors: object({
    direction: TEXT,
    floor: NUMBER,
    pass: NUMBER,
    target: NUMBER,
    position: {
      type: 'string',
      nullable: true,
      enum: ['at_or_beyond_floor', 'floor_to_pass', 'pass_to_target', 'at_or_beyond_target'],
    },
    fraction: NUMBER_OR_NULL,
  }),
  strata: list(
    object({ stratum: STRATUM, n: NUMBER, share: NUMBER, mean: NUMBER_OR_NULL, contribution: NUMBER }),
    'What the value is made of, in the metric’s unit: share × mean. They add up to the value.',
  ),
  sums: list(
    object({
      measure: TEXT,
      keyed_by: TEXT,
      total: NUMBER,
      by_key: { type: 'object', nullable: true, additionalProperties: { type: 'number' } },
    }),
    'The integers that the value is computed from.',
  ),
  exclusions: list(object({ reason: TEXT, meaning: LABEL, cases: NUMBER }), 'Cases that do not count, and why.'),
  change: CHANGE,
  links: object(
    { self: TEXT, parent: TEXT, scores: TEXT, previous: TEXT, evidence: TEXT },
    'Addresses relative to the host. No parent above the overall score, no evidence above metrics.',
  ),
});
