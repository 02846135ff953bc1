/** Version 1 of survey responses gave the scale as text (`"scale": "1-5"`) or as its two ends; version 2 gives its two ends. */
import { Clauses, Flag, Formed, Identifier, NestedList, OneOf, Optional, Quantity } from '../../fields';
import type { EventData } from '../../family';
import { textForm } from '../../text-forms';
import type { Violation } from '../../violation';
import { answerRules, ascends, scaleRule } from './answer-rules';
import { type Construct, CONSTRUCTS, MOST_ANSWERS, SCALE_POINTS, SurveyResponseFields } from './response-fields';

const SCALE = textForm({
  pattern: /^[0-9]{1,3}-[0-9]{1,3}$/,
  longest: 7,
  isIdentifier: false,
  code: 'pattern',
  mend: 'must be two whole numbers, e.g. "1-5"',
});

export class SurveyAnswerV1 {
  @Identifier() question_id: string;
  @OneOf(CONSTRUCTS) construct: Construct;
  /** Either this or both ends. */
  @Optional() @Formed(SCALE) scale?: string;
  @Optional() @Quantity(SCALE_POINTS) scale_min?: number;
  @Optional() @Quantity(SCALE_POINTS) scale_max?: number;
  @Optional() @Quantity(SCALE_POINTS) value?: number;
  @Optional() @Flag() na?: boolean;
}

@Clauses('8.2.1(1)')
export class SurveyResponseSubmittedV1 extends SurveyResponseFields {
  @NestedList(() => SurveyAnswerV1, MOST_ANSWERS) answers: SurveyAnswerV1[];
}

export function responseV1Rules(data: EventData): readonly Violation[] {
  return answerRules(data, (answer, pointer) => [...onceRule(answer, pointer), ...ascendRule(answer, pointer)]);
}

export function upcastResponseV1(data: EventData): EventData {
  const answers = data['answers'] as readonly SurveyAnswerV1[];
  return {
    ...data,
    answers: answers.map(({ scale, ...answer }) => (scale === undefined ? answer : { ...answer, ...endsOf(scale) })),
  };
}

function onceRule({ scale, scale_min: least, scale_max: most }: EventData, pointer: string): readonly Violation[] {
  const ends = [least, most].filter((end) => end !== undefined).length;
  if (scale === undefined ? ends === 2 : ends === 0) return [];
  const message = 'An answer gives its scale once: as "scale", e.g. "1-5", or as both "scale_min" and "scale_max".';
  return [{ pointer, code: 'one_of', message }];
}

function ascendRule(answer: EventData, pointer: string): readonly Violation[] {
  const { scale } = answer;
  if (scale === undefined) return scaleRule(answer, pointer);
  if (typeof scale !== 'string' || !SCALE.pattern.test(scale)) return [];
  const { scale_min: least, scale_max: most } = endsOf(scale);
  return ascends(least, most, `${pointer}/scale`);
}

function endsOf(scale: string): { scale_min: number; scale_max: number } {
  const [least, most] = scale.split('-');
  return { scale_min: Number(least), scale_max: Number(most) };
}
