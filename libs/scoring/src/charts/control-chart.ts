/** Shewhart charts of a series: centre, limits and run-rule signals (scoring.md 3.5; Laney 2002 for the primed limits). */

/** Which limits: of shares of cases, of counts per exposure, or of single values (moving ranges). */
export type ControlKind = 'share' | 'rate' | 'single';

export interface ControlPoint {
  /** A share 0 … 1, events per unit of exposure, or any value. Null: nothing to judge in this period. */
  readonly value: number | null;
  /** Cases or exposure that a share or rate rests on. */
  readonly size: number;
}

/** `outside` the limits; a `run` of 7 on one side; a `trend` of 7; `near`: 2 of 3 beyond two sigma; `drift` of the moving average. */
export type ControlSignal = 'outside' | 'run' | 'trend' | 'near' | 'drift';

export interface JudgedPoint {
  readonly centre: number | null;
  /** Three sigma below and above; null where the period is too thin for limits to mean anything. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly signals: readonly ControlSignal[];
  readonly isBaseline: boolean;
}

export interface ControlChart {
  readonly chart: 'p' | "p'" | 'u' | "u'" | 'xmr';
  /** How many points the limits rest on. */
  readonly baselinePoints: number;
  /** Frozen on as many points as a baseline needs; `trial` on fewer. */
  readonly limits: 'frozen' | 'trial';
  /** What the spread between periods is to the spread that chance gives; 1 for single values. */
  readonly sigmaZ: number;
  readonly points: readonly JudgedPoint[];
}

export const BASELINE_POINTS = 20;
const SIGMAS = 3;
/** A mean moving range is this many standard deviations (Shewhart, pairs). */
const D2 = 1.128;
/** Fewer expected events (or non-events) leave the normal limits without meaning. */
const LEAST_EXPECTED = 5;
const RUN = 7;
const NEAR_SIGMAS = 2;
const EWMA_WEIGHT = 0.2;
const EWMA_LIMIT = 2.962;

interface Standing {
  /** Distance from the centre in sigmas. */
  readonly z: number;
  readonly value: number;
}

/**
 * The limits rest on the first 20 points that have a value and stay there: a series that got worse does not move its own limits.
 * @param range the values that are possible; limits are clipped to it
 */
export function controlChart(
  kind: ControlKind,
  points: readonly ControlPoint[],
  range: readonly [least: number, most: number],
): ControlChart {
  const valued = points.flatMap(({ value, size }, index) =>
    value === null || (kind !== 'single' && size <= 0) ? [] : [{ index, value, size }],
  );
  const baseline = valued.slice(0, BASELINE_POINTS);
  const centre = centreOf(kind, baseline);
  const sigmaZ = kind === 'single' ? 1 : Math.max(1, spreadOf(baseline.map((point) => zOf(kind, point, centre))));
  const singleSigma = movingRange(baseline.map(({ value }) => value)) / D2;
  const sigmaOf = (size: number): number =>
    kind === 'single' ? singleSigma : sigmaZ * chanceSigma(kind, centre, size);

  const standings: (Standing | null)[] = points.map(() => null);
  for (const { index, value, size } of valued) {
    const sigma = sigmaOf(size);
    if (sigma > 0 && !isThin(kind, centre, size)) standings[index] = { value, z: (value - centre) / sigma };
  }
  const signals = signalsOf(standings);
  const baselineIndexes = new Set(baseline.map(({ index }) => index));
  return {
    chart: nameOf(kind, sigmaZ),
    baselinePoints: baseline.length,
    limits: baseline.length >= BASELINE_POINTS ? 'frozen' : 'trial',
    sigmaZ,
    points: points.map(({ size }, index) => {
      const reach = standings[index] ? SIGMAS * sigmaOf(size) : null;
      return {
        centre: baseline.length > 0 ? centre : null,
        lower: reach === null ? null : Math.max(range[0], centre - reach),
        upper: reach === null ? null : Math.min(range[1], centre + reach),
        signals: signals[index] ?? [],
        isBaseline: baselineIndexes.has(index),
      };
    }),
  };
}

function nameOf(kind: ControlKind, sigmaZ: number): ControlChart['chart'] {
  if (kind === 'single') return 'xmr';
  if (kind === 'share') return sigmaZ > 1 ? "p'" : 'p';
  return sigmaZ > 1 ? "u'" : 'u';
}

function centreOf(kind: ControlKind, baseline: readonly { value: number; size: number }[]): number {
  const weightOf = ({ size }: { size: number }): number => (kind === 'single' ? 1 : size);
  const weights = baseline.reduce((sum, point) => sum + weightOf(point), 0);
  return weights > 0 ? baseline.reduce((sum, point) => sum + weightOf(point) * point.value, 0) / weights : 0;
}

function chanceSigma(kind: ControlKind, centre: number, size: number): number {
  return Math.sqrt((kind === 'share' ? centre * (1 - centre) : centre) / size);
}

function zOf(kind: ControlKind, { value, size }: { value: number; size: number }, centre: number): number {
  const sigma = chanceSigma(kind, centre, size);
  return sigma > 0 ? (value - centre) / sigma : 0;
}

function isThin(kind: ControlKind, centre: number, size: number): boolean {
  if (kind === 'single') return false;
  const expected = kind === 'share' ? Math.min(centre, 1 - centre) * size : centre * size;
  return expected < LEAST_EXPECTED;
}

function spreadOf(zs: readonly number[]): number {
  return movingRange(zs) / D2;
}

/** Mean distance of neighbours; 0 for fewer than two. */
function movingRange(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const ranges = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
  return ranges.reduce((sum, each) => sum + each, 0) / ranges.length;
}

/** Signals by point; points that are not judged break no run, they are passed over. */
function signalsOf(standings: readonly (Standing | null)[]): ControlSignal[][] {
  const signals: ControlSignal[][] = standings.map(() => []);
  const judged = standings.flatMap((standing, index) => (standing ? [{ ...standing, index }] : []));
  let side = 0;
  let sameSide = 0;
  let direction = 0;
  let sameDirection = 1;
  let average = 0;
  for (const [position, { z, value, index }] of judged.entries()) {
    const own = signals[index]!;
    if (Math.abs(z) > SIGMAS) own.push('outside');

    sameSide = Math.sign(z) === side && side !== 0 ? sameSide + 1 : 1;
    side = Math.sign(z);
    if (side !== 0 && sameSide >= RUN) own.push('run');

    const before = judged[position - 1];
    const step = before ? Math.sign(value - before.value) : 0;
    sameDirection = step !== 0 && step === direction ? sameDirection + 1 : step === 0 ? 1 : 2;
    direction = step;
    if (sameDirection >= RUN) own.push('trend');

    const isNear = (each: Standing | undefined): boolean => each !== undefined && each.z * side > NEAR_SIGMAS;
    const neighbours = [before, judged[position - 2]];
    if (isNear({ z, value }) && neighbours.some(isNear)) own.push('near');

    average = EWMA_WEIGHT * z + (1 - EWMA_WEIGHT) * average;
    const decay = 1 - (1 - EWMA_WEIGHT) ** (2 * (position + 1));
    if (Math.abs(average) > EWMA_LIMIT * Math.sqrt((EWMA_WEIGHT / (2 - EWMA_WEIGHT)) * decay)) own.push('drift');
  }
  return signals;
}
