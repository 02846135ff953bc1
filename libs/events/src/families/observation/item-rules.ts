/** Rules between the fields of an observation: an end after its start, each item once, and a value exactly where there is a score. */
import type { EventData } from '../../family';
import { instantMs } from '../../instant';
import type { Violation } from '../../violation';

/** Of fields that are not what a rule expects it says nothing: that is left to the schema. */
export function observationRules(data: EventData): readonly Violation[] {
  return [...spanRule(data), ...itemRules(data['items'])];
}

function spanRule({ started_at: start, ended_at: end }: EventData): readonly Violation[] {
  // An instant that is none is not a number, and no number is less than that.
  const endsFirst = typeof start === 'string' && typeof end === 'string' && instantMs(end) < instantMs(start);
  if (!endsFirst) return [];
  return [{ pointer: '/data/ended_at', code: 'order', message: 'The observation must not end before it starts.' }];
}

function itemRules(items: unknown): readonly Violation[] {
  if (!Array.isArray(items)) return [];
  const seen = new Set<unknown>();
  return items.flatMap((item: unknown, index) => {
    if (typeof item !== 'object' || item === null) return [];
    const { item_id: itemId } = item as EventData;
    const isRepeated = typeof itemId === 'string' && seen.has(itemId);
    seen.add(itemId);
    const pointer = `/data/items/${index}`;
    return [...(isRepeated ? [repeated(pointer)] : []), ...valueRule(item as EventData, pointer)];
  });
}

function repeated(pointer: string): Violation {
  const message = 'An observation judges each item once; leave the second result out, or give its item another id.';
  return { pointer: `${pointer}/item_id`, code: 'repeated', message };
}

function valueRule({ result, value }: EventData, pointer: string): readonly Violation[] {
  const hasValue = value !== undefined;
  if (typeof result !== 'string' || hasValue === (result === 'score')) return [];
  return [
    {
      pointer: `${pointer}/value`,
      code: 'one_of',
      message: hasValue
        ? 'Only an item with the result "score" has a value; leave the value out.'
        : 'An item with the result "score" needs its value.',
    },
  ];
}
