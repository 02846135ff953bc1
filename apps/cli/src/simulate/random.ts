/** Seeded chance: one stream per branch, day and purpose, so that a day is the same whichever days are simulated with it. */
import { createHash } from 'node:crypto';
import { randomExponential, randomNormal, randomUniform, randomWeibull } from 'd3-random';

export interface Chance {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** A whole number from 0 up to, without, `end`. */
  below(end: number): number;
  exponential(mean: number): number;
  /** Lognormal with the given median and spread (sigma of the logarithm). */
  logNormal(median: number, sigma: number): number;
  normal(mean: number, deviation: number): number;
  /** Weibull; a shape above 1 makes leaving likelier the longer it has lasted. */
  weibull(shape: number, scale: number): number;
  happens(probability: number): boolean;
  /** One of the choices, by weight. */
  pick<Choice>(choices: readonly (readonly [Choice, number])[]): Choice;
}

const TWO_POW_32 = 4_294_967_296;

/** @param names what the stream is for, e.g. seed, branch, date */
export function chanceFor(...names: readonly (string | number)[]): Chance {
  const source = sfc32(createHash('sha256').update(JSON.stringify(names)).digest());
  const uniform = randomUniform.source(source)(0, 1);
  const exponential = randomExponential.source(source)(1);
  const normal = randomNormal.source(source)(0, 1);
  const weibull = randomWeibull.source(source);
  return {
    uniform,
    below: (end) => Math.floor(uniform() * end),
    exponential: (mean) => exponential() * mean,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    normal: (mean, deviation) => mean + deviation * normal(),
    weibull: (shape, scale) => weibull(shape, 0, scale)(),
    happens: (probability) => uniform() < probability,
    pick: (choices) => {
      let rest = uniform() * choices.reduce((total, [, weight]) => total + weight, 0);
      for (const [choice, weight] of choices) {
        rest -= weight;
        if (rest < 0) return choice;
      }
      return (choices.at(-1) as (typeof choices)[number])[0];
    },
  };
}

/** Small fast counter generator (PractRand's sfc32): d3-random asks for a source on [0, 1). */
function sfc32(seed: Buffer): () => number {
  let a = seed.readUInt32LE(0);
  let b = seed.readUInt32LE(4);
  let c = seed.readUInt32LE(8);
  let counter = seed.readUInt32LE(12) | 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / TWO_POW_32;
  };
}
