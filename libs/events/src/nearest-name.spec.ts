/** Guessing which name was meant. */
import { nearestName } from './nearest-name';

describe('nearestName', () => {
  const names = ['channel', 'visit_id', 'via', 'ticket_no'];

  it.each([
    ['chanel', 'channel'],
    ['Channel', 'channel'],
    ['visitid', 'visit_id'],
    ['vai', 'via'],
    ['wait_s', undefined],
    ['x', undefined],
    ['', undefined],
    ['v'.repeat(1_000_000), undefined],
  ])('given %.12s, when the nearest is asked for, then it is %s', (name, expected) => {
    expect(nearestName(name, names)).toBe(expected);
  });
});
