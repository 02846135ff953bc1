import { EventEmitter } from 'node:events';
import { whenClientLeaves } from './client-gone';

function reply(writableFinished: boolean): { readonly raw: EventEmitter & { readonly writableFinished: boolean } } {
  return { raw: Object.assign(new EventEmitter(), { writableFinished }) };
}

describe('whenClientLeaves', () => {
  it('given a connection that closes before the answer was sent, then it aborts', () => {
    const left = reply(false);
    const signal = whenClientLeaves(left);
    expect(signal.aborted).toBe(false);
    left.raw.emit('close');
    expect(signal.aborted).toBe(true);
  });

  it('given a connection that closes after it, then it does not', () => {
    const answered = reply(true);
    const signal = whenClientLeaves(answered);
    answered.raw.emit('close');
    expect(signal.aborted).toBe(false);
  });
});
