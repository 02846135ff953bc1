import { Problem } from '@plumbline/problem';
import { MOST_ROWS, refuseTooLarge } from './answer-size';

describe('the size of an answer', () => {
  it('given as many rows as are allowed, then nothing; given one cell more, then 413 with the limit and the number', () => {
    refuseTooLarge(MOST_ROWS / 40, 40);
    const refused = (): unknown => {
      try {
        refuseTooLarge(MOST_ROWS / 40 + 1, 40);
        return undefined;
      } catch (error) {
        return (error as Problem).details;
      }
    };
    expect(refused()).toMatchObject({ status: 413, code: 'too_many_rows' });
    expect((refused() as { detail: string }).detail).toContain('make 100,040 or more; the limit is 100,000');
  });
});
