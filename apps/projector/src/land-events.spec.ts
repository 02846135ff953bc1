import { WarehouseError } from '@plumbline/warehouse';
import type { LandableEvent } from './decode-batch';
import { landEvents } from './land-events';

const events = Array.from(
  { length: 13 },
  (_, index) => ({ line: Buffer.from(String(index)) }) as unknown as LandableEvent,
);
const textOf = ({ line }: { line: Uint8Array }): string => Buffer.from(line).toString();

describe('landEvents', () => {
  it('given two lines that can never be read, then they alone are dead and all others are landed, in order', async () => {
    const landed: string[] = [];
    const land = async (lines: readonly Uint8Array[]): Promise<void> => {
      const texts = lines.map((line) => Buffer.from(line).toString());
      if (texts.some((text) => text === '3' || text === '11')) throw new WarehouseError('no JSON', true, {});
      landed.push(...texts);
    };
    const result = await landEvents(events, land);
    expect(landed).toEqual(['0', '1', '2', '4', '5', '6', '7', '8', '9', '10', '12']);
    expect(result.landed.map(textOf)).toEqual(landed);
    expect(result.dead).toHaveLength(2);
    expect(result.dead[0]).toMatchObject({ reason: 'rejected_by_warehouse', message: 'no JSON' });
  });

  it('given a warehouse that is away, then nothing is dead and the error comes through', async () => {
    const away = new WarehouseError('no connection', false, {});
    await expect(landEvents(events, () => Promise.reject(away))).rejects.toBe(away);
  });
});
