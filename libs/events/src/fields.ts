/**
 * Field declarations: each is a class-validator rule, the JSON Schema that follows from it, and the field's privacy class.
 * Privacy classes (events.md): N none, S staff pseudonym, U customer pseudonym, F reference to text kept in a vault.
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDate, isInstant } from './instant';

export type PrivacyClass = 'N' | 'S' | 'U' | 'F';

/** Names of the custom rules, which carry over to JSON Schema as formats of the same name. */
export const INSTANT_RULE = 'instant';
export const DATE_RULE = 'date_only';

export const IDENTIFIER_PATTERN = /^[A-Za-z0-9._:/-]{1,128}$/;
/** A keyed pseudonym: 128 bits or more as hex or base64url, as the gateway makes it from a `customer_id`. */
export const CUSTOMER_REF_PATTERN = /^(?:c_)?(?=.*[A-Za-z_-])[A-Za-z0-9_-]{22,86}$/;

const LONGEST_TEXT = 256;
const MOST_ITEMS = 200;
const SAFE_NUMBER = 1e9;

const privacy = new WeakMap<object, Map<string, PrivacyClass>>();
const identifiers = new WeakMap<object, Set<string>>();

/** The privacy class of a declared field; N where none was declared. */
export function privacyClassOf(declaration: object, field: string): PrivacyClass {
  for (let owner: object | null = declaration; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    const found = privacy.get(owner)?.get(field);
    if (found) return found;
  }
  return 'N';
}

/** Whether a field of the declaration (a prototype) is an identifier, in which a long number is no personal data. */
export function isIdentifierField(declaration: object, field: string): boolean {
  for (let owner: object | null = declaration; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    if (identifiers.get(owner)?.has(field)) return true;
  }
  return false;
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}

function each(list: boolean): { each: true } | undefined {
  return list ? { each: true } : undefined;
}

function classified(privacyClass: PrivacyClass, isIdentifier: boolean): PropertyDecorator {
  return (target, key) => {
    const classes = privacy.get(target) ?? new Map<string, PrivacyClass>();
    privacy.set(target, classes.set(String(key), privacyClass));
    if (!isIdentifier) return;
    const fields = identifiers.get(target) ?? new Set<string>();
    identifiers.set(target, fields.add(String(key)));
  };
}

/** Marks a field that may be left out. */
export const Optional = IsOptional;

/** An identifier or code: letters, digits and `._:/-`, 1 to 128 of them. */
export function Identifier(privacyClass: PrivacyClass = 'N'): PropertyDecorator {
  return all(IsString(), Matches(IDENTIFIER_PATTERN), classified(privacyClass, true));
}

export function Identifiers(privacyClass: PrivacyClass = 'N'): PropertyDecorator {
  return all(
    IsArray(),
    ArrayMaxSize(MOST_ITEMS),
    IsString(each(true)),
    Matches(IDENTIFIER_PATTERN, each(true)),
    classified(privacyClass, true),
  );
}

/** A keyed pseudonym of a customer. */
export function CustomerRef(): PropertyDecorator {
  return all(IsString(), Matches(CUSTOMER_REF_PATTERN), classified('U', true));
}

/** Short text without personal data; longer or free text stays in a vault and travels as a reference. */
export function Text(): PropertyDecorator {
  return all(IsString(), MinLength(1), MaxLength(LONGEST_TEXT), classified('N', false));
}

export function Texts(): PropertyDecorator {
  return all(
    IsArray(),
    ArrayMaxSize(MOST_ITEMS),
    IsString(each(true)),
    MaxLength(LONGEST_TEXT, each(true)),
    classified('N', false),
  );
}

export function OneOf(values: readonly string[]): PropertyDecorator {
  return IsIn([...values]);
}

export function Flag(): PropertyDecorator {
  return IsBoolean();
}

/** A whole number from `least` to `most`. */
export function Count(least = 0, most = SAFE_NUMBER): PropertyDecorator {
  return all(IsInt(), Min(least), Max(most));
}

/** A number from `least` to `most`; its unit is in the field's name. */
export function Quantity(least = 0, most = SAFE_NUMBER): PropertyDecorator {
  return all(IsNumber(), Min(least), Max(most));
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
export function Nested(declaration: () => new () => object): PropertyDecorator {
  return all(ValidateNested(), IsPlainObject(), Type(declaration));
}

/** A list of objects declared by another class. */
export function NestedList(declaration: () => new () => object, most = MOST_ITEMS): PropertyDecorator {
  return all(IsArray(), ArrayMaxSize(most), ValidateNested(each(true)), Type(declaration));
}

/** Refuses lists where one object is declared: class-validator would take each of their elements. */
function IsPlainObject(): PropertyDecorator {
  return ValidateBy({
    name: 'plain_object',
    validator: { validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  });
}
