import { EventEmitter } from 'node:events';
import { type AwaitedReply, leftSignal } from './client-left';

/** A reply whose connection can be closed, before its end or after it. */
function reply(): { readonly awaited: AwaitedReply; readonly close: (after: 'end' | 'nothing') => void } {
  const raw = Object.assign(new EventEmitter(), { writableEnded: false });
  return {
    awaited: { raw, type: () => undefined } as unknown as AwaitedReply,
    close: (after) => {
      raw.writableEnded = after === 'end';
      raw.emit('close');
    },
  };
}

describe('a client that leaves', () => {
  it('given that it leaves before the answer, then the work is aborted', () => {
    const { awaited, close } = reply();
    const signal = leftSignal(awaited);
    expect(signal.aborted).toBe(false);
    close('nothing');
    expect(signal.aborted).toBe(true);
  });

  it('given that the answer was written, then it is not', () => {
    const { awaited, close } = reply();
    const signal = leftSignal(awaited);
    close('end');
    expect(signal.aborted).toBe(false);
  });
});
