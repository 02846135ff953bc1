/** Version 1 of survey responses gave the scale as text (`"scale": "1-5"`); version 2 gives its two ends as numbers. */
import { Clauses, Flag, Formed, Identifier, NestedList, OneOf, Optional, Quantity } from '../../fields';
import type { EventData } from '../../family';
import { textForm } from '../../text-forms';
import type { Violation } from '../../violation';
import { answerRules, ascends } from './answer-rules';
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
  @Formed(SCALE) scale: string;
  @Optional() @Quantity(SCALE_POINTS) value?: number;
  @Optional() @Flag() na?: boolean;
}

@Clauses('8.2.1(1)')
export class SurveyResponseSubmittedV1 extends SurveyResponseFields {
  @NestedList(() => SurveyAnswerV1, MOST_ANSWERS) answers: SurveyAnswerV1[];
}

export function responseV1Rules(data: EventData): readonly Violation[] {
  return answerRules(data, ({ scale }, pointer) => {
    if (typeof scale !== 'string' || !SCALE.pattern.test(scale)) return [];
    const { scale_min, scale_max } = endsOf(scale);
    return ascends(scale_min, scale_max, `${pointer}/scale`);
  });
}

export function upcastResponseV1(data: EventData): EventData {
  const answers = data['answers'] as readonly SurveyAnswerV1[];
  return { ...data, answers: answers.map(({ scale, ...answer }) => ({ ...answer, ...endsOf(scale) })) };
}

function endsOf(scale: string): { scale_min: number; scale_max: number } {
  const [least, most] = scale.split('-');
  return { scale_min: Number(least), scale_max: Number(most) };
}
