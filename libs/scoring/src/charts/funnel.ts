/** Funnel of groups around a common centre, with overdispersion (scoring.md 3.6; Spiegelhalter 2005, Spiegelhalter et al. 2012). */
import { falseDiscoveryRates } from './false-discovery';
import { twoSidedP } from '../quantiles';

/** How a group's value is made roughly normal: shares by arcsine, rates by root, others as they are. */
export type FunnelKind = 'share' | 'rate' | 'estimate';

export interface FunnelGroup {
  /** A share 0 … 1, events per unit of exposure, or any estimate. */
  readonly value: number;
  /** Cases or exposure of a share or rate. */
  readonly size: number;
  /** Standard error of an estimate. */
  readonly standardError?: number;
}

export interface FunnelPlace {
  /** Standard deviations from the centre, by chance and the spread between all groups together. */
  readonly z: number;
  readonly p: number;
  /** Benjamini and Hochberg's: the share of false findings among groups at least as far out. */
  readonly q: number;
  /** Limits at this group's size that one of 20, and one of 500 groups without anything of their own would miss. */
  readonly inner: readonly [lower: number, upper: number];
  readonly outer: readonly [lower: number, upper: number];
  readonly verdict: 'higher' | 'as_expected' | 'lower';
}

export interface Funnel {
  readonly centre: number;
  /** Spread between groups to what chance gives; 1 where they differ by chance only. */
  readonly phi: number;
  /** Variance between groups, on the scale that was made normal. */
  readonly tau2: number;
  readonly places: readonly FunnelPlace[];
}

const INNER = 1.96;
const OUTER = 3.09;
const FALSE_DISCOVERY = 0.05;
const WINSORISED = 0.1;

interface Scale {
  readonly to: (value: number) => number;
  readonly from: (transformed: number) => number;
  readonly errorOf: (group: FunnelGroup) => number;
}

const SCALES: Readonly<Record<FunnelKind, Scale>> = {
  share: {
    to: (share) => Math.asin(Math.sqrt(share)),
    from: (angle) => Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2,
    errorOf: ({ size }) => 1 / (2 * Math.sqrt(size)),
  },
  rate: {
    to: (rate) => Math.sqrt(rate),
    from: (root) => Math.max(0, root) ** 2,
    errorOf: ({ size }) => 1 / (2 * Math.sqrt(size)),
  },
  estimate: { to: (value) => value, from: (value) => value, errorOf: ({ standardError = NaN }) => standardError },
};

/** Groups with a size (or a standard error) above 0 only. The centre is the whole's value: pooled, or weighted by precision. */
export function funnel(kind: FunnelKind, groups: readonly FunnelGroup[]): Funnel {
  const scale = SCALES[kind];
  const errors = groups.map((group) => scale.errorOf(group));
  const weights = kind === 'estimate' ? errors.map((error) => 1 / error ** 2) : groups.map(({ size }) => size);
  const centre = sum(groups.map(({ value }, index) => weights[index]! * value)) / sum(weights);
  const y0 = scale.to(centre);
  const ys = groups.map(({ value }) => scale.to(value));
  const { phi, tau2 } = overdispersion(
    ys.map((y, index) => (y - y0) / errors[index]!),
    errors,
  );
  const spreads = errors.map((error) => Math.sqrt(error ** 2 + tau2));
  const zs = ys.map((y, index) => (y - y0) / spreads[index]!);
  const ps = zs.map(twoSidedP);
  const qs = falseDiscoveryRates(ps);
  const limits = (reach: number): readonly [number, number] => [scale.from(y0 - reach), scale.from(y0 + reach)];
  return {
    centre,
    phi,
    tau2,
    places: zs.map((z, index) => ({
      z,
      p: ps[index]!,
      q: qs[index]!,
      inner: limits(INNER * spreads[index]!),
      outer: limits(OUTER * spreads[index]!),
      verdict: qs[index]! > FALSE_DISCOVERY ? 'as_expected' : z > 0 ? 'higher' : 'lower',
    })),
  };
}

/** Additive model: what the winsorised z scores spread beyond chance. */
function overdispersion(zs: readonly number[], errors: readonly number[]): { phi: number; tau2: number } {
  const count = zs.length;
  if (count < 2) return { phi: 1, tau2: 0 };
  const sorted = zs.toSorted((a, b) => a - b);
  const [least, most] = [quantileOf(sorted, WINSORISED), quantileOf(sorted, 1 - WINSORISED)];
  const phi = sum(zs.map((z) => Math.min(most, Math.max(least, z)) ** 2)) / count;
  if (phi <= 1) return { phi, tau2: 0 };
  const weights = errors.map((error) => 1 / error ** 2);
  const total = sum(weights);
  const freedom = total - sum(weights.map((weight) => weight ** 2)) / total;
  return { phi, tau2: Math.max(0, (count * phi - (count - 1)) / freedom) };
}

/** Linear between order statistics (Hyndman and Fan 1996, type 7). */
function quantileOf(sorted: readonly number[], probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (place - below) * (high - low);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
