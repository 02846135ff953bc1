/** Grades: the bands of a score that its interval touches. */

/** 优秀, 良好, 合格, 待改进: from 90, from 80, from 60, below. */
export type Grade = 'excellent' | 'good' | 'acceptable' | 'to_improve';

/** From low to high; each reaches up to the next. */
export const GRADE_BANDS: readonly { readonly from: number; readonly grade: Grade }[] = [
  { from: 0, grade: 'to_improve' },
  { from: 60, grade: 'acceptable' },
  { from: 80, grade: 'good' },
  { from: 90, grade: 'excellent' },
];

/** A limit this little below a band's edge is on it: sums of weights and scores are rounded. */
const ROUNDING = 1e-9;

/** Every band that the interval [lower, upper] of a score touches, from low to high; a single one is the grade. */
export function gradesOf(lower: number, upper: number): Grade[] {
  return GRADE_BANDS.slice(bandOf(lower), bandOf(upper) + 1).map((band) => band.grade);
}

function bandOf(score: number): number {
  return Math.max(
    0,
    GRADE_BANDS.findLastIndex((band) => score >= band.from - ROUNDING),
  );
}
