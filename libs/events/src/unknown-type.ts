/** What to say of a type that the catalogue does not know. */
import { allEventTypes } from './catalogue';
import { nearestName } from './nearest-name';
import type { Violation } from './violation';

const VERSION = /\.v\d{1,6}$/;

/** Undefined where the type is missing or no string: the schema of the envelope says that. */
export function unknownTypeViolation(type: unknown): Violation | undefined {
  if (typeof type !== 'string') return undefined;
  const pointer = '/type';
  const known = allEventTypes();
  const versions = known.filter((eventType) => withoutVersion(eventType.type) === withoutVersion(type));
  const latest = versions.at(-1);
  if (latest) {
    const isLater = Number(type.slice(type.lastIndexOf('.v') + 2)) > latest.version;
    return {
      pointer,
      code: isLater ? 'future_version' : 'unknown_type',
      message: `This platform takes ${latest.type} at the latest; send that${isLater ? ', or update the platform' : ''}.`,
    };
  }
  const nearest = nearestName(
    type,
    known.map((eventType) => eventType.type),
  );
  const hint = nearest === undefined ? 'The API documentation at /docs lists the types.' : `Did you mean ${nearest}?`;
  return { pointer, code: 'unknown_type', message: `The event type is not known. ${hint}` };
}

function withoutVersion(type: string): string {
  return type.replace(VERSION, '');
}
