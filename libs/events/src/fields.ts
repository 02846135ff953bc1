/**
 * Field declarations: each is a class-validator rule, the JSON Schema that follows from it, and what the field means: its unit and
 * its privacy class. Privacy classes (events.md): N none, S staff pseudonym, U customer pseudonym, F reference to text in a vault;
 * X, what is refused by name, is in forbidden-fields.ts.
 */
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { isDate, isInstant } from './instant';
import { CUSTOMER_PSEUDONYM, IDENTIFIER, LABEL, STAFF_PSEUDONYM, type TextForm } from './text-forms';

export type PrivacyClass = 'N' | 'S' | 'U' | 'F';

/** A class whose fields are declared by the decorators below. */
export type Declaration = new () => object;

/** Names of the rules that class-validator does not have; json-schema.ts says what they are in JSON Schema. */
export const INSTANT_RULE = 'instant';
export const DATE_RULE = 'date_only';
export const OBJECT_RULE = 'declared_object';

/** JSON Schema keywords that carry the meaning of fields and events into the published schemas. */
export const MEANING_KEYWORDS = ['x-privacy-class', 'x-unit', 'x-clauses', 'x-merge-patch'] as const;

const MOST_ITEMS = 200;
/** Below eleven digits, so that no number can be a telephone, ID or card number. */
const GREATEST_NUMBER = 1e9;

interface NumberField {
  /** Unit, e.g. `s` or `min`; `1` for a count or a share. */
  readonly unit: string;
  readonly least?: number;
  readonly most?: number;
}

/** Clauses of the handbook that an event gives evidence for. */
export function Clauses(...clauses: readonly string[]): ClassDecorator {
  return JSONSchema({ 'x-clauses': clauses });
}

/** Marks a field that may be left out. `null` is no way to leave it out. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_event, value) => value !== undefined);
}

/** An identifier or code: letters, digits and `._:/-`, 1 to 128 of them. */
export function Identifier(privacyClass: PrivacyClass = 'N'): PropertyDecorator {
  return Formed(IDENTIFIER, privacyClass);
}

export function Identifiers(privacyClass: PrivacyClass = 'N'): PropertyDecorator {
  return FormedList(IDENTIFIER, privacyClass);
}

/** A keyed pseudonym of a customer. @param rawName field that may be sent in its place */
export function CustomerRef(rawName = 'customer_id'): PropertyDecorator {
  const description = `In its place \`${rawName}\` may be sent (1 to 128 characters), which the gateway makes a pseudonym.`;
  return all(Formed(CUSTOMER_PSEUDONYM), meaning({ 'x-privacy-class': 'U', description }));
}

export function StaffRef(): PropertyDecorator {
  return Formed(STAFF_PSEUDONYM, 'S');
}

/** Where free text or media lies in the bank's vault; the text itself never travels. */
export function VaultRef(): PropertyDecorator {
  return Formed(IDENTIFIER, 'F');
}

/** A name of a thing, a place or a team. */
export function Label(): PropertyDecorator {
  return Formed(LABEL, 'N');
}

export function Labels(): PropertyDecorator {
  return FormedList(LABEL, 'N');
}

/** Text of a given form. */
export function Formed(form: TextForm, privacyClass: PrivacyClass = 'N'): PropertyDecorator {
  return all(IsString(), Matches(form.pattern), classified(privacyClass));
}

function FormedList(form: TextForm, privacyClass: PrivacyClass): PropertyDecorator {
  const each = { each: true };
  return all(
    IsArray(),
    ArrayMaxSize(MOST_ITEMS),
    IsString(each),
    Matches(form.pattern, each),
    classified(privacyClass),
  );
}

export function OneOf(values: readonly string[]): PropertyDecorator {
  return IsIn([...values]);
}

export function Flag(): PropertyDecorator {
  return IsBoolean();
}

/** A whole number. */
export function Count({ unit, least = 0, most = GREATEST_NUMBER }: NumberField): PropertyDecorator {
  // IsInt last: in JSON Schema the last of the rules says the type, and Min and Max say number.
  return all(Min(least), Max(most), IsInt(), meaning({ 'x-unit': unit }));
}

export function Quantity({ unit, least = 0, most = GREATEST_NUMBER }: NumberField): PropertyDecorator {
  return all(IsNumber(), Min(least), Max(most), meaning({ 'x-unit': unit }));
}

/** An RFC 3339 instant with an offset. */
export function Instant(): PropertyDecorator {
  return ValidateBy({ name: INSTANT_RULE, validator: { validate: isInstant } });
}

/** A calendar date YYYY-MM-DD. */
export function DateOnly(): PropertyDecorator {
  return ValidateBy({ name: DATE_RULE, validator: { validate: isDate } });
}

/** An object declared by another class. */
export function Nested(declaration: () => Declaration): PropertyDecorator {
  return all(ValidateNested(), IsDeclaredObject(declaration, false), Type(declaration));
}

/** A list of objects declared by another class. */
export function NestedList(declaration: () => Declaration, most = MOST_ITEMS): PropertyDecorator {
  return all(
    IsArray(),
    ArrayMaxSize(most),
    ValidateNested({ each: true }),
    IsDeclaredObject(declaration, true),
    Type(declaration),
  );
}

/** A merge patch (RFC 7396) of the data of another event, whose type says which fields it may have (corrections/). */
export function MergePatch(): PropertyDecorator {
  return all(
    IsObject(),
    meaning({ 'x-merge-patch': 'RFC 7396; the fields are those of the target, null removes one' }),
  );
}

/** Refuses lists where an object is declared, since class-validator would go into them; names the class to JSON Schema. */
function IsDeclaredObject(declaration: () => Declaration, each: boolean): PropertyDecorator {
  return ValidateBy(
    {
      name: OBJECT_RULE,
      constraints: [declaration],
      validator: { validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
    },
    { each },
  );
}

function classified(privacyClass: PrivacyClass): PropertyDecorator {
  return privacyClass === 'N' ? all() : meaning({ 'x-privacy-class': privacyClass });
}

function meaning(
  keywords: Partial<Record<(typeof MEANING_KEYWORDS)[number] | 'description', string>>,
): PropertyDecorator {
  return (target, key) => JSONSchema(keywords)(target, String(key));
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}
