/** Comparison of tokens. */
import { tokensMatch } from './tokens';

describe('tokensMatch', () => {
  it.each([
    ['s3cret', 's3cret', true],
    ['s3cret', 's3creT', false],
    ['s3cret', 's3cret ', false],
    ['', 's3cret', false],
    ['密钥', '密钥', true],
  ])('given %j and %j, when they are compared, then the answer is %s', (given, expected, answer) => {
    expect(tokensMatch(given, expected)).toBe(answer);
  });
});
