/** Dead letters of a running platform, through its API. */
import { address, type AddressParameters } from '../address';
import { CliError, EXIT } from '../cli-error';
import { type PlatformClient, PlatformRefusal } from './platform-client';

export interface DeadLetterSummary {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly type: string | null;
  readonly bytes: number;
  readonly appended_at: string;
  readonly redrive_of: string | null;
  readonly died_again_as: string | null;
}

export interface DeadLetter extends DeadLetterSummary {
  readonly content: { readonly encoding: string; readonly text: string };
  readonly repair: object | null;
  readonly history: readonly { readonly act: string; readonly at: string; readonly requested_by: string | null }[];
}

export interface ActAnswer {
  readonly id: string;
  readonly status: string;
  readonly event: { readonly id: string; readonly source: string; readonly type: string; readonly case_id: string };
}

interface Page {
  readonly dead_letters: readonly DeadLetterSummary[];
  readonly links: { readonly next?: string };
}

const COLLECTION = '/api/v1/dead-letters';
const EVENT_MEDIA_TYPE = 'application/cloudevents+json';

export class DeadLetters {
  constructor(private readonly platform: PlatformClient) {}

  /** Page by page, as whoever reads goes on. */
  async *list(filters: { readonly status?: string; readonly reason?: string }): AsyncGenerator<DeadLetterSummary> {
    let next: string | undefined = address(COLLECTION, filters);
    while (next !== undefined) {
      const page: Page = await told(this.platform.call<Page>('GET', next));
      yield* page.dead_letters;
      next = page.links.next;
    }
  }

  show(id: string): Promise<DeadLetter> {
    return told(this.platform.call<DeadLetter>('GET', addressOf(id)));
  }

  /** @param event JSON of the event as it should have been */
  repair(id: string, event: string, requestedBy?: string): Promise<ActAnswer> {
    const body = { mediaType: EVENT_MEDIA_TYPE, text: event };
    return told(this.platform.call('POST', addressOf(id, '/repair', { requested_by: requestedBy }), body));
  }

  redrive(id: string, requestedBy?: string): Promise<ActAnswer> {
    return told(this.platform.call('POST', addressOf(id, '/redrive', { requested_by: requestedBy })));
  }
}

function addressOf(id: string, act = '', parameters: AddressParameters = {}): string {
  return address(`${COLLECTION}/${encodeURIComponent(id)}${act}`, parameters);
}

/** A refusal of what was asked is a finding about the letter, told cause by cause; others are about the platform. */
async function told<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof PlatformRefusal) || ![400, 404, 409, 422].includes(error.status)) throw error;
    const causes = error.errors.map(
      ({ pointer, message }) => `\n  ${pointer === '' ? '(the whole)' : pointer}: ${message}`,
    );
    const what = causes.length === 0 ? error.message : error.message.replace(/\. .*/s, ':');
    throw new CliError(`${what}${causes.join('')}`, error.status === 400 ? EXIT.usage : EXIT.findings, {
      cause: error,
    });
  }
}
