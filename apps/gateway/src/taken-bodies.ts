/** Which bodies the addresses of the platform take: events, drafts of them, and the plain data of families. No other takes any. */
import { mainEvents } from '@plumbline/events';
import { BATCH_MEDIA_TYPE, EVENT_MEDIA_TYPE, STREAM_MEDIA_TYPE } from './sent-events';

export interface TakenBody {
  readonly mediaType: string;
  readonly what: string;
}

export const JSON_MEDIA_TYPE = 'application/json';

const ONE_EVENT: TakenBody = { mediaType: EVENT_MEDIA_TYPE, what: 'one event' };

/** By address, as the router writes it. */
export const TAKEN_BODIES: ReadonlyMap<string, readonly TakenBody[]> = new Map<string, readonly TakenBody[]>([
  [
    '/api/v1/events',
    [
      ONE_EVENT,
      { mediaType: BATCH_MEDIA_TYPE, what: 'an array of events' },
      { mediaType: STREAM_MEDIA_TYPE, what: 'a stream, one event a line' },
    ],
  ],
  ['/api/v1/dead-letters/:id/repair', [ONE_EVENT]],
  [
    '/api/v1/what-if',
    [
      { mediaType: EVENT_MEDIA_TYPE, what: 'one correction or void' },
      { mediaType: BATCH_MEDIA_TYPE, what: 'an array of corrections and voids' },
    ],
  ],
  ...mainEvents().map(({ collection, type }): [string, readonly TakenBody[]] => [
    `/api/v1/${collection}`,
    [{ mediaType: JSON_MEDIA_TYPE, what: `the data of ${type}` }],
  ]),
]);

export function takesBody(address: string | undefined, mediaType: string): boolean {
  return TAKEN_BODIES.get(address ?? '')?.some((taken) => taken.mediaType === mediaType) ?? false;
}
