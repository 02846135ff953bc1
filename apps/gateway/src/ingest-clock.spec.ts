import { IngestClock } from './ingest-clock';

describe('IngestClock', () => {
  it('given a clock that is set back, then stamps stay where they were until it has caught up', () => {
    let ms = 1_000;
    const clock = new IngestClock(0, () => ms);
    expect(clock.now()).toBe(1_000);
    ms = 400;
    expect(clock.now()).toBe(1_000);
    ms = 1_001;
    expect(clock.now()).toBe(1_001);
  });

  it('given a restart with the clock set back, then stamps go on from the last one', () => {
    expect(new IngestClock(5_000, () => 1_000).now()).toBe(5_000);
    expect(new IngestClock(5_000, () => 9_000).now()).toBe(9_000);
  });

  it('given appends under way, then only what lies before the oldest of them is settled', async () => {
    let ms = 1_000;
    const clock = new IngestClock(0, () => ms);
    expect(clock.settledMs()).toBe(999);
    let finishFirst: () => void = () => undefined;
    const first = clock.stamp(() => new Promise<void>((resolve) => (finishFirst = resolve)));
    ms = 1_500;
    const second = clock.stamp(async (stampMs) => stampMs);
    expect(clock.settledMs()).toBe(999);
    await expect(second).resolves.toBe(1_500);
    expect(clock.settledMs()).toBe(999);
    finishFirst();
    await first;
    expect(clock.settledMs()).toBe(1_499);
  });

  it('given an append that fails, then it no longer holds anything back', async () => {
    const clock = new IngestClock(0, () => 1_000);
    await expect(clock.stamp(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(clock.settledMs()).toBe(999);
  });
});
