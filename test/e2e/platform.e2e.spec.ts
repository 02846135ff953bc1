/** The platform as somebody who runs it meets it: bad starts explained, bad input refused, rebuilt while it is read, stopped cleanly. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { event, servedVisit } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

const BAD = path.resolve(__dirname, '../fixtures/bad');

interface Refusal {
  readonly results: readonly { readonly errors: readonly { readonly pointer: string; readonly code: string }[] }[];
}

describe('the platform', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  const failedStart = async (environment: Record<string, string>): Promise<string> => {
    const other = new PlatformUnderTest(environment);
    try {
      await other.start();
      return 'it started';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await other.remove();
    }
  };

  it.each(readdirSync(BAD).filter((file) => file.endsWith('.json')))(
    'given the bad event %s, then 400 with every pointer and code',
    async (file) => {
      const fixture = JSON.parse(readFileSync(path.join(BAD, file), 'utf8')) as {
        event: unknown;
        violations: readonly { pointer: string; code: string }[];
      };
      const { status, body } = await platform.post<Refusal>([fixture.event]);
      expect(status).toBe(400);
      const told = body.results[0]?.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();
      expect(told).toEqual(fixture.violations.map(({ pointer, code }) => `${pointer} ${code}`).sort());
    },
  );

  it('given a port in use, a directory in use, faults of the environment, then a start says how to mend each', async () => {
    const port = new URL(platform.url).port;
    expect(await failedStart({ PORT: port })).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(await failedStart({ DATA_DIR: platform.dataDir })).toContain('is in use by another Plumbline');
    const faults = await failedStart({ PORT: 'x', TIMEZONE: 'Mars/Olympus', HOST: '0.0.0.0' });
    expect(faults).toContain('PORT is "x"');
    expect(faults).toContain('TIMEZONE is "Mars/Olympus"');
    expect(faults).toContain('set ACCESS_TOKEN');
    expect(faults).not.toContain('    at ');
  });

  it('given a token, then calls without it are refused and health is not', async () => {
    const guarded = new PlatformUnderTest({ ACCESS_TOKEN: 'a'.repeat(32) });
    await guarded.start();
    expect((await guarded.get('/api/v1/scores')).status).toBe(401);
    expect((await guarded.get('/health')).status).toBe(200);
    const response = await fetch(new URL('/api/v1/scores', guarded.url), {
      headers: { authorization: `Bearer ${'a'.repeat(32)}` },
    });
    expect(response.status).toBe(200);
    await guarded.remove();
  });

  it('given a rebuild while events arrive and scores are read, then no read fails and every event is in the result', async () => {
    let visits = 0;
    const send = async (): Promise<void> => {
      await platform.post(Array.from({ length: 20 }, () => servedVisit(`rebuilt-${visits++}`, visits % 60, 5)).flat());
    };
    await send();
    const rebuilding = fetch(new URL('/api/v1/rebuilds', platform.url), { method: 'POST' });
    const statuses = new Set<number>();
    let isDone = false;
    void rebuilding.then(() => (isDone = true));
    do {
      await send();
      statuses.add((await platform.get('/api/v1/scores?from=2026-03-01&to=2026-03-08')).status);
    } while (!isDone);
    expect((await rebuilding).status).toBe(200);
    await platform.caughtUp();
    const { body } = await platform.get<{ rows: { n: number }[] }>(
      '/api/v1/scores?id=p1-wait-within-target-rate&from=2026-03-01&to=2026-03-08',
    );
    expect([body.rows[0]?.n, [...statuses]]).toEqual([visits, [200]]);
  });

  it('given a published calendar, then due days that it moves are computed anew', async () => {
    const complaint = { complaint_id: 'calendar-case' };
    await platform.post([
      event('complaint.handled', '2026-03-06T10:00:00+08:00', complaint), // a Friday: due on Friday the 13th
      event('complaint.replied', '2026-03-16T10:00:00+08:00', {
        ...complaint,
        content: { matter: true, result: true, basis: true, follow_up: false },
        follow_up_required: false,
      }),
    ]);
    await platform.caughtUp();
    const onTime = async (): Promise<number | undefined> => {
      const { body } = await platform.get<{ rows: { value: number }[] }>(
        '/api/v1/scores?id=p1-complaint-reply-on-time-rate&from=2026-03-01&to=2026-04-01',
      );
      return body.rows[0]?.value;
    };
    expect(await onTime()).toBe(0);
    const { branchid: _, ...published } = event('reference.calendar_published', '2025-12-01T00:00:00+08:00', {
      calendar_id: 'cn',
      year: 2026,
      days: [{ date: '2026-03-13', kind: 'rest' }],
    });
    await platform.post([published]);
    await platform.caughtUp();
    expect(await onTime()).toBe(100);
  });

  it('given SIGTERM, then it ends cleanly and has everything at the next start', async () => {
    const { log } = await platform.status();
    expect(await platform.stop()).toBe(0); // it would be 1 where it took longer than its 5 seconds
    await platform.start();
    expect((await platform.status()).log.events).toBe(log.events);
  });
});
