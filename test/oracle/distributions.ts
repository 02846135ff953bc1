/** Quantiles of the oracle: normal, t, gamma; each by bisection on its own distribution function, slow and plain. */

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
const TERMS = 100_000;
const CLOSE = 1e-16;

/** Lanczos, g = 7, nine terms. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x - 1 + 7.5;
  const series = LANCZOS.reduce((sum, term, index) => sum + term / (x + index), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/** Regularised lower incomplete gamma P(shape, x), by its power series: all terms are positive. */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < TERMS && term > sum * CLOSE; k += 1) {
    term *= x / (shape + k);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(shape * Math.log(x) - x - logGamma(shape)));
}

/** Regularised incomplete beta I_x(a, b): the series x^a(1-x)^b/(a·B(a,b))·Σ (a+b)_k/(a+1)_k·x^k, mirrored where that is slow. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  let term = 1;
  let sum = 1;
  for (let k = 0; k < TERMS && term > sum * CLOSE; k += 1) {
    term *= ((a + b + k) / (a + 1 + k)) * x;
    sum += term;
  }
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x);
  return (sum * Math.exp(front)) / a;
}

export function tCdf(t: number, degrees: number): number {
  const tail = 0.5 * betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t >= 0 ? 1 - tail : tail;
}

export function tQuantile(probability: number, degrees: number): number {
  return invert((t) => tCdf(t, degrees), probability, -1e4, 1e4);
}

export function gammaQuantile(probability: number, shape: number): number {
  return invert((x) => gammaCdf(x, shape), probability, 0, shape + 40 * Math.sqrt(shape) + 40);
}

/** Φ(z) = ½ + ½·P(½, z²/2)·sign(z). */
export function normalQuantile(probability: number): number {
  const cdf = (z: number): number => 0.5 + 0.5 * Math.sign(z) * gammaCdf((z * z) / 2, 0.5);
  return invert(cdf, probability, -12, 12);
}

function invert(cdf: (x: number) => number, probability: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
