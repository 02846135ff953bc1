import { buildCalendar, complaintReplyDue, type ComplaintExtension } from './index';

const ZONE = 'Asia/Shanghai';

describe('when the reply to a complaint is due', () => {
  const calendar = buildCalendar([]);
  const ms = (text: string): number => Date.parse(`${text}+08:00`);
  const handled = ms('2025-09-26T11:00:00');
  const due = (...extensions: readonly ComplaintExtension[]): string =>
    complaintReplyDue(handled, extensions, calendar, ZONE).date;
  const extension = (granted: string, newDue: string): ComplaintExtension => ({
    timeMs: ms(granted),
    kind: 'reply',
    newDueMs: ms(newDue),
    approvedBy: 's_manager',
  });

  it('given no extension, then it is due when the fifth working day after the handling ends', () => {
    expect(complaintReplyDue(handled, [], calendar, ZONE)).toEqual({
      date: '2025-10-10',
      lastMs: ms('2025-10-10T23:59:59.999'),
      provisional: false,
    });
  });

  it('given an extension, then its new due date holds to the end of that day', () => {
    expect(due(extension('2025-10-09T10:00:00', '2025-10-17T09:00:00'))).toBe('2025-10-17');
  });

  it('given an extension in the last second of the due date, then it counts; a second later it does not', () => {
    expect(due(extension('2025-10-10T23:59:59', '2025-10-17T09:00:00'))).toBe('2025-10-17');
    expect(due(extension('2025-10-11T00:00:00', '2025-10-17T09:00:00'))).toBe('2025-10-10');
  });

  it('given an extension of an extension, then each is held against the due date then in force, in order of time', () => {
    const first = extension('2025-10-10T10:00:00', '2025-10-17T09:00:00');
    const second = extension('2025-10-16T10:00:00', '2025-10-24T09:00:00');
    expect(due(second, first)).toBe('2025-10-24');
    expect(due(second)).toBe('2025-10-10');
  });

  it('given an extension to an earlier day, then it does not shorten', () => {
    expect(due(extension('2025-09-28T10:00:00', '2025-10-05T09:00:00'))).toBe('2025-10-10');
  });

  it('given one that nobody approved, or one of the handling, then it does not count', () => {
    const valid = extension('2025-10-09T10:00:00', '2025-10-17T09:00:00');
    expect(due({ ...valid, approvedBy: undefined }, { ...valid, approvedBy: '' }, { ...valid, kind: 'handling' })).toBe(
      '2025-10-10',
    );
  });

  it('given a new due date past the calendar’s end, then it is due then, and provisional', () => {
    const far = extension('2025-10-09T10:00:00', '2205-10-17T09:00:00');
    expect(complaintReplyDue(handled, [far], calendar, ZONE)).toMatchObject({ date: '2205-10-17', provisional: true });
  });
});
