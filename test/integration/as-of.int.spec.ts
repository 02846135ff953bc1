/**
 * Time travel: what the platform says of an instant equals, byte for byte, what it said when it had been told no more; with late
 * events, corrections, voids, and reference data that changed since.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { PlatformUnderTest } from '../harness/platform-under-test';
import { corrections, merges } from '../oracle/disorder';
import { delivery, Dice, FROM, history, sharedReference, TO, ZONE } from '../oracle/histories';
import type { SentEvent } from '../oracle/history';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const HISTORIES = 6;
const PARTS = 4;
const QUESTIONS = [
  'scores?by=branch&level=overall,metric',
  'scores?by=staff,channel&level=metric',
  'scores?grain=week&level=metric,indicator',
  'scores?by=region,service_line&level=metric',
  'scores?id=p1-cycle-on-time-rate&branch=T3A,T3B&by=branch',
  'scores?id=s2-attitude-complaint-rate&by=service_item',
  'charts/complaints?by=stage',
];

/** Reference data that comes later than what it is about: another calendar, a shorter limit, a corrected and a voided one. */
function laterReference(): SentEvent[] {
  const make = (id: string, type: string, time: string, more: Partial<SentEvent>): SentEvent =>
    ({
      specversion: '1.0',
      id,
      source: '/oracle/reference',
      type: `plumbline.reference.${type}.v1`,
      time,
      ...more,
    }) as SentEvent;
  const target = (id: string): Record<string, unknown> => ({
    source: '/oracle/reference',
    id,
    type: 'plumbline.reference.time_limit_set.v1',
  });
  return [
    make('calendar-again', 'calendar_published', '2025-11-01T00:00:00+01:00', {
      data: { calendar_id: 'cn', year: 2025, days: [{ date: '2025-10-15', kind: 'rest' }] },
    }),
    make('limit-corrected', 'event_corrected', '2025-11-02T00:00:00+01:00', {
      partitionkey: '5.1.2',
      data: { target: target('limit-deposit'), patch: { data: { duration_n: 26 } }, reason_code: 'typing_error' },
    }),
    make('limit-voided', 'event_voided', '2025-11-03T00:00:00+01:00', {
      partitionkey: '5.1.2',
      data: { target: target('limit-transfer'), reason_code: 'wrong_entity' },
    }),
    make('T3A-moves', 'branch_registered', '2025-11-03T00:00:00+01:00', {
      branchid: 'T3A',
      data: { name: 'Moved', region: 'east' },
    }),
  ];
}

describe(`as of, seed ${SEED}`, () => {
  const platform = new PlatformUnderTest({ TIMEZONE: ZONE });
  const told: { readonly asOf: string; readonly answers: readonly string[] }[] = [];

  const answersAt = async (asOf?: string): Promise<string[]> => {
    const answers: string[] = [];
    for (const question of QUESTIONS) {
      const at = asOf === undefined ? '' : `&as_of=${encodeURIComponent(asOf)}`;
      const { status, body } = await platform.get<{ rows: unknown }>(`/api/v1/${question}&from=${FROM}&to=${TO}${at}`);
      answers.push(`${status} ${JSON.stringify(body.rows)}`);
    }
    return answers;
  };

  beforeAll(async () => {
    await platform.start();
    const dice = new Dice(SEED);
    const events = Array.from({ length: HISTORIES }, (_, index) => {
      const own = history(SEED + index, `T${index}`);
      return [...own, ...merges(own, SEED + index)];
    }).flat();
    const { sent, conflicts } = delivery(events, SEED, corrections(events, SEED, 0.3));
    const parts = Array.from({ length: PARTS }, (): SentEvent[] => []);
    for (const event of sent) parts[dice.below(PARTS)]?.push(event);
    parts[0]?.unshift(...sharedReference(SEED));
    const later = laterReference();
    for (const [index, event] of later.entries()) parts[PARTS - 1 - index]?.push(event);
    parts[PARTS - 1]?.push(...conflicts);
    for (const part of parts) {
      const { body } = await platform.post<{ rejected: number; results: unknown[] }>(part);
      expect(body.rejected > 0 ? body.results : []).toEqual([]);
      await platform.caughtUp();
      const asOf = new Date().toISOString();
      while (Date.now() <= Date.parse(asOf)) await pause(1);
      told.push({ asOf, answers: await answersAt() });
    }
  }, 600_000);
  afterAll(() => platform.remove());

  it('given answers of several instants, when they are asked for at the end, then they are the same, byte for byte', async () => {
    expect(new Set(told.flatMap(({ answers }) => answers)).size).toBeGreaterThan(PARTS * (QUESTIONS.length - 1));
    for (const { asOf, answers } of told) {
      const again = await answersAt(asOf);
      for (const [index, answer] of answers.entries())
        expect([QUESTIONS[index], again[index] === answer]).toEqual([QUESTIONS[index], true]);
    }
  }, 600_000);

  it('given an instant before anything was known, then there is nothing', async () => {
    const { body } = await platform.get<{ rows: { n: number; status: string }[] }>(
      `/api/v1/scores?from=${FROM}&to=${TO}&level=metric&as_of=2025-01-01T00:00:00Z`,
    );
    expect(new Set(body.rows.map(({ n, status }) => `${n} ${status}`))).toEqual(new Set(['0 no_data']));
  });

  it('given a future instant or none, then it is refused', async () => {
    const ahead = new Date(Date.now() + 60_000).toISOString();
    for (const [asOf, code] of [
      [ahead, 'range'],
      ['2026-03-01', 'format'],
      ['2026-03-01T00:00:00', 'format'],
    ] as const) {
      const { status, body } = await platform.get<{ errors: { pointer: string; code: string }[] }>(
        `/api/v1/scores?as_of=${encodeURIComponent(asOf)}`,
      );
      expect([status, body.errors.map(({ pointer, code: told_ }) => `${pointer} ${told_}`)]).toEqual([
        400,
        [`as_of ${code}`],
      ]);
    }
  });

  it('given a restart, then the answers of the past are still the same', async () => {
    await platform.stop();
    await platform.start();
    const middle = told[2];
    expect(await answersAt(middle?.asOf)).toEqual(middle?.answers);
  });
});
