import { text } from 'node:stream/consumers';
import { csvStream, jsonStream, LOT } from './answer-stream';
import type { ScoresAnswer } from './get-scores.handler';
import type { ScoreRow } from './score-row';
import { scoresCsv } from './scores-csv';

const ROW = { group: { branch: 'B, "1"' }, name: { zh: '总分', en: 'Overall' }, bounds: [0, 100], grade: [], n: 1 };

function answerOf(count: number): ScoresAnswer {
  const rows = Array.from({ length: count }, (_, index) => ({ ...ROW, score: index }) as unknown as ScoreRow);
  return { meta: { by: ['branch'], from: '2026-03-01' } as unknown as ScoresAnswer['meta'], rows };
}

describe('a large answer as a stream', () => {
  it.each([0, 1, LOT, LOT + 1, 2 * LOT])(
    'given %i rows, then it is the text that would have been sent whole',
    async (count) => {
      const answer = answerOf(count);
      expect(await text(jsonStream(answer))).toBe(JSON.stringify(answer));
      expect(await text(csvStream(answer))).toBe(scoresCsv(answer.rows, answer.meta.by));
    },
  );
});
