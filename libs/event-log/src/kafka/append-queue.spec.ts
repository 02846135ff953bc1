/** The queue of appends: how they are cut and joined, and what each caller is told. */
import fc from 'fast-check';
import { AppendQueue, type Send } from './append-queue';
import { encodeRecord, type Message } from './record-codec';

function messages(count: number, bytes = 10, key = 'k'): Message[] {
  return Array.from({ length: count }, (_, index) =>
    encodeRecord({ key: `${key}${index}`, value: Buffer.alloc(bytes), headers: {}, timestampMs: 0 }, 0),
  );
}

/** What an append has been told so far. */
function told(append: Promise<void>): { outcome: string } {
  const state = { outcome: 'nothing' };
  append.then(
    () => (state.outcome = 'durable'),
    (error: Error) => (state.outcome = error.message),
  );
  return state;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const sizes = (send: Send | undefined): number | undefined => send?.messages.length;

describe('the queue of appends', () => {
  it('given small appends that wait, when the next send is taken, then they share it, each told for itself', async () => {
    const queue = new AppendQueue();
    const appends = [1, 2, 3].map((count) => told(queue.add('events', messages(count))));
    const send = queue.take() as Send;
    expect([sizes(send), queue.isEmpty]).toEqual([6, true]);
    queue.acknowledge(send);
    await settled();
    expect(appends.map(({ outcome }) => outcome)).toEqual(['durable', 'durable', 'durable']);
    expect(queue.bytes).toBe(0);
  });

  it('given a large append, when its sends are acknowledged, then it is durable with the last one', async () => {
    const queue = new AppendQueue();
    const append = told(queue.add('events', messages(2_500)));
    const outcomes: unknown[] = [];
    for (let send = queue.take(); send; send = queue.take()) {
      queue.acknowledge(send);
      await settled();
      outcomes.push([sizes(send), append.outcome]);
    }
    expect(outcomes).toEqual([[1_000, 'nothing'], [1_000, 'nothing'], [500, 'durable']]); // prettier-ignore
  });

  it('given three sends of an append, when the second is refused, then the append is, and the third is never sent', async () => {
    const queue = new AppendQueue();
    const [large, small] = [told(queue.add('events', messages(2_500))), told(queue.add('events', messages(1)))];
    queue.acknowledge(queue.take() as Send);
    queue.refuse(queue.take() as Send, new Error('away'));
    const rest = queue.take() as Send;
    expect(sizes(rest)).toBe(1);
    queue.acknowledge(rest);
    await settled();
    expect([large.outcome, small.outcome, queue.bytes]).toEqual(['away', 'durable', 0]);
  });

  it('given bytes over the bound, when sends are taken, then each stays within it, and a large record goes alone', () => {
    const queue = new AppendQueue();
    void queue.add('events', messages(3, 400_000));
    void queue.add('events', messages(1, 1_000_000));
    void queue.add('events', messages(1, 10));
    expect([queue.take(), queue.take(), queue.take(), queue.take(), queue.take()].map(sizes)).toEqual([2, 1, 1, 1, undefined]); // prettier-ignore
  });

  it('given topics in turn, when sends are taken, then no send mixes them, and their order stays', () => {
    const queue = new AppendQueue();
    for (const topic of ['events', 'events', 'governance', 'events'] as const) void queue.add(topic, messages(1));
    const sends = [queue.take(), queue.take(), queue.take()];
    expect(sends.map((send) => [send?.topic, sizes(send)])).toEqual([['events', 2], ['governance', 1], ['events', 1]]); // prettier-ignore
  });

  it('given a send put back, when it is taken again, then it comes first, each append alone', () => {
    const queue = new AppendQueue();
    void queue.add('events', messages(1));
    void queue.add('events', messages(2));
    const send = queue.take() as Send;
    void queue.add('events', messages(3));
    void queue.add('events', messages(4));
    queue.putBackApart(send);
    expect([queue.take(), queue.take(), queue.take(), queue.take()].map(sizes)).toEqual([1, 2, 7, undefined]);
  });

  it('given everything refused, then every append is told and nothing is held', async () => {
    const queue = new AppendQueue();
    const appends = [1_500, 3].map((count) => told(queue.add('events', messages(count))));
    queue.refuseAll(new Error('down'));
    await settled();
    expect(appends.map(({ outcome }) => outcome)).toEqual(['down', 'down']);
    expect([queue.bytes, queue.isEmpty]).toEqual([0, true]);
  });

  it('given any appends, then all messages are sent once, in order, and each append is told when its last one is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 2_200 }), { maxLength: 6 }), async (counts) => {
        const queue = new AppendQueue();
        const blocks = counts.map((count, index) => messages(count, 1, `a${index}-`));
        const appends = blocks.map((block) => told(queue.add('events', block)));
        const ends = counts.map((_, index) => blocks.slice(0, index + 1).flat().length);
        const sent: Message[] = [];
        for (let send = queue.take(); send; send = queue.take()) {
          sent.push(...send.messages);
          queue.acknowledge(send);
          await settled();
          expect(appends.map(({ outcome }) => outcome)).toEqual(
            counts.map((count, index) => (count === 0 || (ends[index] ?? 0) <= sent.length ? 'durable' : 'nothing')),
          );
        }
        expect(sent).toEqual(blocks.flat());
        await settled();
        expect(appends.every(({ outcome }) => outcome === 'durable')).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
