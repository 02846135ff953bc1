/** Control charts: limits worked out by hand, and one signal of each rule. */
import { controlChart, type ControlPoint } from './control-chart';

const SHARE = [0, 1] as const;
const SCORE = [0, 100] as const;

function points(values: readonly (number | null)[], size = 100): ControlPoint[] {
  return values.map((value) => ({ value, size }));
}

/** Twenty points that alternate by one about 50, so that the mean moving range is 2 and sigma 2 / 1.128. */
const STEADY = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 51 : 49));

function signalsAfterSteady(values: readonly number[]): readonly (readonly string[])[] {
  return controlChart('single', points([...STEADY, ...values]), SCORE)
    .points.slice(STEADY.length)
    .map(({ signals }) => signals);
}

describe('controlChart', () => {
  it('given shares that vary by chance, then p ± 3√(p(1 − p)/n): 0.1 ± 3 · 0.03', () => {
    const chart = controlChart('share', points([0.1, 0.12, 0.08, 0.1]), SHARE);
    expect(chart).toMatchObject({ chart: 'p', limits: 'trial', baselinePoints: 4, sigmaZ: 1 });
    expect(chart.points[0]?.centre).toBeCloseTo(0.1, 12);
    expect(chart.points[0]?.lower).toBeCloseTo(0.01, 12);
    expect(chart.points[0]?.upper).toBeCloseTo(0.19, 12);
  });

  it("given shares that vary more, then Laney's p′: σ_z = (10/3)/1.128 = 2.9551, upper 0.1 + 3 · 0.03 · 2.9551 = 0.36596", () => {
    const chart = controlChart('share', points([0.1, 0.2, 0.1, 0]), SHARE);
    expect(chart.chart).toBe("p'");
    expect(chart.sigmaZ).toBeCloseTo(2.9551, 4);
    expect(chart.points[0]?.upper).toBeCloseTo(0.36596, 5);
    expect(chart.points[0]?.lower).toBe(0);
  });

  it('given counts per exposure, then u ± 3√(u/e): 0.01 ± 3 · 0.0031623', () => {
    const chart = controlChart('rate', points([0.01, 0.012, 0.008, 0.01], 1000), [0, Infinity]);
    expect(chart.chart).toBe('u');
    expect(chart.points[3]?.lower).toBeCloseTo(0.000513, 6);
    expect(chart.points[3]?.upper).toBeCloseTo(0.019487, 6);
  });

  it('given single values 10, 12, 11, 13, then x̄ ± 2.66 · mR̄ = 11.5 ± 4.433', () => {
    const chart = controlChart('single', points([10, 12, 11, 13]), SCORE);
    expect(chart.points[0]?.centre).toBe(11.5);
    expect(chart.points[0]?.lower).toBeCloseTo(11.5 - 4.433, 3);
    expect(chart.points[0]?.upper).toBeCloseTo(11.5 + 4.433, 3);
  });

  it('given fewer than five expected events, or no value, then no limits and no signals there', () => {
    const thin = controlChart('share', [...points([0.02, 0.04, 0.03, 0.03]), ...points([null])], SHARE);
    expect(
      thin.points.every(({ lower, upper, signals }) => lower === null && upper === null && signals.length === 0),
    ).toBe(true);
  });

  it('given a series that gets worse after its baseline, then the limits stay where they were', () => {
    const before = controlChart('single', points(STEADY), SCORE).points[0];
    const chart = controlChart('single', points([...STEADY, 30, 30, 30]), SCORE);
    expect(chart.limits).toBe('frozen');
    expect(chart.points.at(-1)).toMatchObject({ lower: before?.lower, upper: before?.upper, isBaseline: false });
  });

  it('given one far point, then outside', () => {
    expect(signalsAfterSteady([56])[0]).toContain('outside'); // 6 / (2 / 1.128) = 3.4 sigma
    expect(signalsAfterSteady([55])[0]).toEqual([]); // 2.8 sigma
  });

  it('given seven on one side, then a run from the seventh on', () => {
    const signals = signalsAfterSteady([50.4, 50.5, 50.4, 50.5, 50.4, 50.5, 50.4, 49.5]);
    expect(signals.map((own) => own.includes('run'))).toEqual([false, false, false, false, false, false, true, false]);
  });

  it('given seven that rise, then a trend at the seventh', () => {
    const signals = signalsAfterSteady([49.1, 49.2, 49.3, 49.4, 49.5, 49.6]);
    expect(signals.map((own) => own.includes('trend'))).toEqual([false, false, false, false, false, true]);
  });

  it('given two of three beyond two sigma on one side, then near at the second', () => {
    const signals = signalsAfterSteady([54, 50, 54]); // 2.26 sigma
    expect(signals.map((own) => own.includes('near'))).toEqual([false, false, true]);
    expect(signalsAfterSteady([54, 50, 46]).flat()).not.toContain('near');
  });

  it('given a slow decline of one and a half sigma, then drift', () => {
    expect(signalsAfterSteady(Array<number>(12).fill(47.34)).at(-1)).toContain('drift');
  });
});
