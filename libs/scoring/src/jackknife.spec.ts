import { groups } from '../reference/sums-of';
import { designEffect, jackknife } from './jackknife';

describe('Delete-a-group jackknife', () => {
  it('given three groups, then v_J is two thirds of the squared deviations', () => {
    // 24 of 30 in (9, 6, 9) of 10 each: 15/20, 18/20, 15/20 less 0.8 are -0.05, 0.1, -0.05
    const x = [9, 6, 9];
    const replicates = jackknife(0.8, [groups([10, 10, 10])], (group) => (24 - x[group]!) / 20)!;
    expect(Array.from(replicates.deviations.subarray(0, 4))).toEqual([
      expect.closeTo(-0.05, 12),
      expect.closeTo(0.1, 12),
      expect.closeTo(-0.05, 12),
      0,
    ]);
    expect(replicates.variance).toBeCloseTo(0.01, 12);
    expect(replicates.groups).toBe(3);
    // 0.01 over 0.8 · 0.2 / 30
    expect(designEffect(replicates, 0.16 / 30)).toBeCloseTo(1.875, 12);
    expect(designEffect(replicates, 0)).toBe(1);
    expect(designEffect(replicates, 1)).toBe(1);
  });

  it('given two groups with cases, then days tell nothing', () => {
    expect(jackknife(0.5, [groups([4, 0, 4])], () => 0.6)).toBeNull();
  });

  it('given a group without which nothing is left, then days tell nothing', () => {
    expect(jackknife(0.5, [groups([4, 4, 4])], (group) => (group === 1 ? 0 / 0 : 0.6))).toBeNull();
    expect(jackknife(0.5, [groups([4, 4, 4])], (group) => (group === 1 ? 1 / 0 : 0.6))).toBeNull();
  });

  it('given a group without cases, then its replicate is the estimate, whatever else changes', () => {
    const replicates = jackknife(0.5, [groups([4, 0, 4, 4])], () => 0.6)!;
    expect(replicates.deviations[1]).toBe(0);
    expect(replicates.groups).toBe(3);
  });

  it('given two sides, then a group counts with cases on both, and changes the estimate with cases on either', () => {
    const replicates = jackknife(0.5, [groups([4, 4, 4, 0]), groups([4, 4, 4, 4])], () => 0.6)!;
    expect(replicates.groups).toBe(3);
    expect(replicates.deviations[3]).toBeCloseTo(0.1, 12);
    expect(replicates.variance).toBeCloseTo((2 / 3) * 0.04, 12);
  });

  it('given replicates that differ by rounding, then there is no deviation', () => {
    const replicates = jackknife(75, [groups([4, 4, 4])], () => 75 + 2e-14)!;
    expect(replicates.variance).toBe(0);
    expect(replicates.deviations.every((deviation) => deviation === 0)).toBe(true);
  });
});
