/** Rules between the fields of one survey answer: a value or `na`, and a scale that ascends. */
import type { EventData } from '../../family';
import type { Violation } from '../../violation';

/** Rules of one answer, at `pointer`. */
type AnswerRule = (answer: EventData, pointer: string) => readonly Violation[];

/** Violations of all answers; what is no list of objects is left to the schema. */
export function answerRules({ answers }: EventData, rule: AnswerRule): readonly Violation[] {
  if (!Array.isArray(answers)) return [];
  return answers.flatMap((answer: unknown, index) => {
    if (typeof answer !== 'object' || answer === null) return [];
    const pointer = `/data/answers/${index}`;
    return [...valueOrNaRule(answer as EventData, pointer), ...rule(answer as EventData, pointer)];
  });
}

/** Where the ends of the scale are numbers. */
export function scaleRule({ scale_min: least, scale_max: most }: EventData, pointer: string): readonly Violation[] {
  if (typeof least !== 'number' || typeof most !== 'number') return [];
  return ascends(least, most, `${pointer}/scale_max`);
}

export function ascends(least: number, most: number, pointer: string): readonly Violation[] {
  if (least < most) return [];
  return [{ pointer, code: 'scale', message: 'The scale must ascend: its end must be greater than its beginning.' }];
}

function valueOrNaRule({ value, na }: EventData, pointer: string): readonly Violation[] {
  const hasValue = value !== undefined;
  const isNa = na === true;
  if (hasValue !== isNa) return [];
  return [
    {
      pointer,
      code: 'one_of',
      message: hasValue
        ? 'An answer has a value or "na": true, not both; leave one of them out.'
        : 'An answer needs a value, or "na": true where the question did not apply.',
    },
  ];
}
