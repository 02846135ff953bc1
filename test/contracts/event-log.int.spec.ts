/** The adapters of this repository under the contract, and what only the embedded one promises. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { EmbeddedEventLog, LogFull, LogLocked, MemoryEventLog } from '@plumbline/event-log';
import { frameCount, isFrameIntact, packFrame, sealFrame, unpackFrame } from '../../libs/event-log/src/frame';
import { describeEventLog, readAll, record } from './event-log.contract';

const APPENDER = path.resolve(__dirname, 'append-until-killed.js');
const KILLS = 20;

const directories: string[] = [];
function newDirectory(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-log-'));
  directories.push(directory);
  return directory;
}
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

describeEventLog({
  name: 'in memory',
  tellsRepeats: true,
  open: async () => new MemoryEventLog(),
  remove: async () => undefined,
});
describeEventLog({
  name: 'embedded',
  tellsRepeats: true,
  open: () => EmbeddedEventLog.open({ directory: newDirectory() }),
  remove: async () => undefined,
});

describe('the embedded log', () => {
  it('given a close and an opening, then records, groups and identities are there again', async () => {
    const directory = newDirectory();
    const digest = Buffer.alloc(16, 3);
    const before = await EmbeddedEventLog.open({ directory });
    await before.append('events', [record('a', '1', { identity: 's\n1', digest }), record('a', '2')]);
    const reader = await before.reader('events', 'g');
    await (await reader.read({ maxRecords: 1, maxWaitMs: 20 }))?.commit();
    await before.close();

    const after = await EmbeddedEventLog.open({ directory });
    expect(await after.ends('events')).toMatchObject([{ high: 2n, committed: { g: 1n } }]);
    expect((await after.append('events', [record('a', '1', { identity: 's\n1', digest })])).duplicates).toEqual([0]);
    await after.close();
  });

  it('given a directory in use, then a second opening says by whom', async () => {
    const directory = newDirectory();
    const log = await EmbeddedEventLog.open({ directory });
    await expect(EmbeddedEventLog.open({ directory })).rejects.toBeInstanceOf(LogLocked);
    await expect(EmbeddedEventLog.open({ directory })).rejects.toThrow(`process ${process.pid}`);
    await log.close();
    await (await EmbeddedEventLog.open({ directory })).close();
  });

  it('given a disk without room, then nothing is appended and the error says so', async () => {
    const log = await EmbeddedEventLog.open({ directory: newDirectory(), freeBytes: async () => 1_000 });
    await expect(log.append('events', [record('a', '1')])).rejects.toBeInstanceOf(LogFull);
    expect(await log.ends('events')).toMatchObject([{ high: 0n }]);
    await log.close();
  });

  it(`given a writer killed ${KILLS} times, then every acknowledged record is there, in order, once`, async () => {
    const directory = newDirectory();
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) acknowledged.push(...(await appendUntilKilled(directory, kill)));
    const log = await EmbeddedEventLog.open({ directory });
    const texts = (await readAll(log, 'g')).map(({ value }) => Buffer.from(value).toString());
    await log.close();
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(new Set(texts).size).toBe(texts.length);
    const kept = new Set(acknowledged);
    expect(texts.filter((text) => kept.has(text))).toEqual(acknowledged);
  });
});

/** Runs an appender in a process of its own, kills it after some acknowledgements, and returns those. */
async function appendUntilKilled(directory: string, run: number): Promise<string[]> {
  const child: ChildProcess = fork(APPENDER, [directory, String(run)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const acknowledged: string[] = [];
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    acknowledged.push(...line.split(' '));
    if (acknowledged.length > 30 + 17 * run) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

describe('frames', () => {
  const anyRecord = fc.record({
    key: fc.string({ minLength: 1 }),
    value: fc.uint8Array({ maxLength: 200 }),
    headers: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    timestampMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  });

  it('given any records, then packing and unpacking gives them again, and any flipped byte is noticed', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 20 }), fc.nat(), (records, flip) => {
        const frame = packFrame(records);
        sealFrame(frame, 42);
        expect([isFrameIntact(frame), frameCount(frame)]).toEqual([true, records.length]);
        const again = unpackFrame(frame, 'events', 7, 7, 100).map(({ key, value, headers, timestampMs }) => ({
          key,
          value: new Uint8Array(value),
          headers: { ...headers },
          timestampMs,
        }));
        expect(again).toEqual(records.map((one) => ({ ...one, headers: { ...one.headers } })));
        const place = flip % frame.length;
        frame[place] = (frame[place] ?? 0) ^ 0x10;
        expect(isFrameIntact(frame)).toBe(false);
      }),
    );
  });
});
