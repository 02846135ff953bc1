/** Instants: RFC 3339 with an offset, of days that exist. */
import fc from 'fast-check';
import { instantMs, isDate, isInstant } from './instant';

describe('instantMs', () => {
  it.each([
    // Worked out with GNU date, e.g. `date -u -d '2026-03-01T09:00:00+08:00' +%s`.
    ['2026-03-01T09:00:00+08:00', 1_772_326_800_000],
    ['1970-01-01T00:00:00Z', 0],
    ['2000-02-29T23:59:59.9Z', 951_868_799_900],
    ['1999-12-31T20:30:00.123456789-05:30', 946_692_000_123],
    ['1900-01-01T00:00:00Z', -2_208_988_800_000],
    ['2299-12-31T23:59:59.999Z', 10_413_791_999_999],
  ])('given %s, when it is read, then it is %d ms since 1970', (text, expected) => {
    expect(instantMs(text)).toBe(expected);
  });

  it('given any instant and offset, when it is read, then it is what Date.parse makes of it', () => {
    const year2299 = Date.UTC(2299, 11, 30);
    const instants = fc.tuple(
      fc.integer({ min: Date.UTC(1900, 0, 2), max: year2299 }),
      fc.integer({ min: -1439, max: 1439 }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(instants, ([ms, offset, fractionDigits]) => {
        const [seconds = '', fraction = ''] = new Date(ms + offset * 60_000).toISOString().slice(0, -1).split('.');
        const digits = fractionDigits === 0 ? '' : `.${fraction.padEnd(9, '7').slice(0, fractionDigits)}`;
        const minutes = Math.abs(offset);
        const hhmm = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
        const text = `${seconds}${digits}${offset < 0 ? '-' : '+'}${hhmm}`;
        expect([text, instantMs(text)]).toEqual([text, Date.parse(text)]);
      }),
    );
  });

  it.each([
    '',
    '2026-03-01',
    '2026-03-01T09:00:00',
    '2026-03-01 09:00:00+08:00',
    '2026-03-01t09:00:00z',
    '2026-02-29T09:00:00Z',
    '1900-02-29T09:00:00Z',
    '2026-04-31T09:00:00Z',
    '2026-00-01T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-03-00T09:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-03-01T09:00:00.Z',
    '2026-03-01T09:00:00.1234567890Z',
    '2026-03-01T09:00:00+0800',
    '2026-03-01T09:00:00+24:00',
    '2026-03-01T09:00:00+08:60',
    '2026-03-01T09:00:00+08:00 ',
    ' 2026-03-01T09:00:00+08:00',
    '1899-12-31T23:59:59Z',
    '2300-01-01T00:00:00Z',
    '+002026-03-01T09:00:00Z',
    '２026-03-01T09:00:00Z',
  ])('given %j, when it is read, then it is no instant', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe('isDate', () => {
  it.each(['2026-03-01', '2024-02-29', '1900-01-01', '2299-12-31'])('given %s, then it is a date', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each(['2026-02-29', '2026-3-1', '2026-03-01T00:00:00Z', '20260301', '2026/03/01', '', 20260301, null])(
    'given %j, then it is no date',
    (value) => {
      expect(isDate(value)).toBe(false);
    },
  );
});
