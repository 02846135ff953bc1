/** Version 1 of survey responses named the scale in words (`"scale": "1-5"`); version 2 gives its two ends as numbers. */
import { Matches } from 'class-validator';
import { CommonFields, PRIORITY_CLASSES, SERVICE_LINES } from '../../common-fields';
import type { EventData } from '../../family';
import { Count, Flag, Identifier, NestedList, OneOf, Optional, Quantity } from '../../fields';

const SCALE = /^(\d{1,3})-(\d{1,3})$/;

const CONSTRUCTS_V1 = [
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

export class SurveyAnswerV1 {
  @Identifier() question_id: string;
  @OneOf(CONSTRUCTS_V1) construct: (typeof CONSTRUCTS_V1)[number];
  @Matches(SCALE) scale: string;
  @Optional() @Quantity(-1_000, 1_000) value?: number;
  @Optional() @Flag() na?: boolean;
}

export class SurveyResponseSubmittedV1 extends CommonFields {
  @Identifier() response_id: string;
  @Optional() @Identifier() invitation_id?: string;
  @Optional() @OneOf(SERVICE_LINES) service_line?: (typeof SERVICE_LINES)[number];
  @Optional() @OneOf(PRIORITY_CLASSES) priority_class?: (typeof PRIORITY_CLASSES)[number];
  @NestedList(() => SurveyAnswerV1, 100) answers: SurveyAnswerV1[];
  @Optional() @Flag() partial?: boolean;
  @Optional() @Count() duration_s?: number;
  @Optional() @Flag() staff_present?: boolean;
  @Optional() @Identifier() device_hash?: string;
  @Optional() @Identifier('F') comment_ref?: string;
}

export function upcastResponseV1(data: EventData): EventData {
  const answers = data['answers'] as readonly SurveyAnswerV1[];
  return {
    ...data,
    answers: answers.map(({ scale, ...answer }) => {
      const [, least, most] = SCALE.exec(scale) ?? [];
      return { ...answer, scale_min: Number(least), scale_max: Number(most) };
    }),
  };
}
