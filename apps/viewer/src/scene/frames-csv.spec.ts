/** Frames as a file that spreadsheets read. */
import { FieldType, toDataFrame } from '@grafana/data';
import { framesCsv } from './frames-csv';

const text = (values: readonly (string | null)[], name = 'branch') => ({ name, type: FieldType.string, values });
const shown = (frames: Parameters<typeof framesCsv>[0]) => framesCsv(frames).replace('\uFEFF', '');

describe('framesCsv', () => {
  it('given numbers, times and nothing, then numbers as they are, times in ISO 8601, nothing as nothing', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'time', type: FieldType.time, values: [Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 2, 3, 4, 5)] },
        { name: 'score', type: FieldType.number, values: [81.33730249599267, null] },
        { name: 'is_final', type: FieldType.boolean, values: [true, false] },
      ],
    });
    expect(shown([frame])).toBe(
      'time,score,is_final\r\n2026-06-01T00:00:00.000Z,81.33730249599267,true\r\n2026-06-02T03:04:05.000Z,,false\r\n',
    );
  });

  it('given any text, then a byte order mark first: spreadsheets read Chinese by it', () => {
    expect(framesCsv([toDataFrame({ fields: [text(['浦东支行'])] })])).toBe('\uFEFFbranch\r\n浦东支行\r\n');
  });

  it('given commas, quotes and line ends in a text, then it is quoted (RFC 4180)', () => {
    expect(shown([toDataFrame({ fields: [text(['a,b', 'say "no"', 'two\nlines'])] })])).toBe(
      'branch\r\n"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
    'given %j, which a spreadsheet would compute, then it is text',
    (cell) => {
      expect(shown([toDataFrame({ fields: [text([cell])] })])).toBe(`branch\r\n'${cell}\r\n`);
    },
  );

  it('given a field that the panel hides, then it is left out', () => {
    const hidden = { ...text(['p1'], 'id'), config: { custom: { hideFrom: { viz: true } } } };
    expect(shown([toDataFrame({ fields: [hidden, text(['B001'])] })])).toBe('branch\r\nB001\r\n');
  });

  it('given several frames, then a block each, and none for those without rows', () => {
    const frames = [[text(['B001'])], [text([])], [text(['B002'])]].map((fields) => toDataFrame({ fields }));
    expect(shown(frames)).toBe('branch\r\nB001\r\n\r\nbranch\r\nB002\r\n');
  });
});
