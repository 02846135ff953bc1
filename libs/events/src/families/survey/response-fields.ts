/** What every version of a survey response says of itself, beside its answers. */
import {
  CommonFields,
  PRIORITY_CLASSES,
  type PriorityClass,
  SERVICE_LINES,
  type ServiceLine,
} from '../../common-fields';
import { Count, Flag, Identifier, OneOf, Optional, VaultRef } from '../../fields';

/** What a question measures (metrics.md). */
export const CONSTRUCTS = [
  'overall',
  'recommend',
  'ease',
  'wayfinding',
  'comfort',
  'disclosure',
  'knowledge',
  'courtesy',
  'complaint_resolution',
] as const;

export type Construct = (typeof CONSTRUCTS)[number];

export const MOST_ANSWERS = 100;
/** Points of the answer's own scale; within ±1,000, so that sums of micro-points stay exact. */
export const SCALE_POINTS = { unit: 'points', least: -1_000, most: 1_000 };

/** `channel`, `service_item_code`, `service_line` and `priority_class` are those of the contact that the response is about. */
export class SurveyResponseFields extends CommonFields {
  @Identifier() response_id: string;
  @Optional() @Identifier() invitation_id?: string;
  @Optional() @OneOf(SERVICE_LINES) service_line?: ServiceLine;
  @Optional() @OneOf(PRIORITY_CLASSES) priority_class?: PriorityClass;
  /** Whether the customer stopped before the end. */
  @Optional() @Flag() partial?: boolean;
  @Optional() @Count({ unit: 's' }) duration_s?: number;
  @Optional() @Flag() staff_present?: boolean;
  @Optional() @Identifier() device_hash?: string;
  @Optional() @VaultRef() comment_ref?: string;
}
