/** Events in a file: one a line, all of them, and a file that cannot be written is told. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EventFile } from './event-file';

describe('the event file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-events-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('given 2,500 events in two parts, then each is a line, in order', async () => {
    const target = path.join(folder, 'bank.ndjson');
    const events = Array.from({ length: 2_500 }, (_, number) => ({ number, name: '存款' }));
    const file = await EventFile.open(target);
    await file.postAll(events.slice(0, 1_200));
    await file.postAll(events.slice(1_200));
    await file.close();
    const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
    expect(file.summary()).toEqual({ file: target, written: 2_500 });
    expect(file.inWords()).toBe(`2,500 events written to ${target}.`);
  });

  it('given a folder that is not there, then it says so', async () => {
    const target = path.join(folder, 'missing', 'bank.ndjson');
    await expect(EventFile.open(target)).rejects.toThrow(`The file ${target} cannot be written: ENOENT`);
  });
});
