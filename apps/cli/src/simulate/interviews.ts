/** Interviews at a branch: what staff and customers say of it, scored by two coders who mostly agree. */
import { INTERVIEW_CONSTRUCTS, INTERVIEW_THEMES } from '@plumbline/events';
import type { BranchDay } from './experience';
import type { Chance } from './random';

const HOUR_MS = 3_600_000;
/** Interviews on a working day. */
const INTERVIEWS = 0.18;
const CODERS = ['s_coder_1', 's_coder_2', 's_coder_3'] as const;
/** How far a coder's score lies from what was said, in points of 1 to 5; and where the code-book was not followed. */
const SPREAD = 0.2;
const CARELESS_SPREAD = 1.3;
const CARELESS = 0.12;
const AVERAGE_TEAMWORK = 3.7;
const THEMES = Object.keys(INTERVIEW_THEMES);

/** Perhaps an interview of the day. */
export function writeInterviews(openMs: number, { branch, writer, chance }: BranchDay): void {
  if (!chance.happens(INTERVIEWS)) return;
  const atMs = openMs + (1 + 6 * chance.uniform()) * HOUR_MS;
  const interviewId = writer.newId(atMs);
  const said = Object.keys(INTERVIEW_CONSTRUCTS).map(
    (construct) => [construct, onScale(chance.normal(AVERAGE_TEAMWORK + branch.quality / 12, 1.1))] as const,
  );
  const spread = chance.happens(CARELESS) ? CARELESS_SPREAD : SPREAD;
  const first = chance.below(CODERS.length);
  const coders = [CODERS[first], CODERS[(first + 1) % CODERS.length]];
  const teamwork = said.find(([construct]) => construct === 'teamwork')?.[1] ?? AVERAGE_TEAMWORK;
  writer.write(atMs, {
    system: 'interviews',
    type: 'interview.conducted.v1',
    data: {
      interview_id: interviewId,
      interviewee_kind: chance.pick([['staff', 3], ['customer', 2]] as const), // prettier-ignore
      guide_version: '1',
      themes: [themeOf(chance), themeOf(chance)],
      scores: coders.flatMap((coder_ref) =>
        said.map(([construct, points]) => ({
          construct,
          score: Math.round(onScale(chance.normal(points, spread))),
          coder_ref,
        })),
      ),
      transcript_ref: `vault:transcripts/${interviewId}`,
      consent_ref: `consent/${interviewId}`,
    },
    note: (tally) => tally.interviewed((100 * (teamwork - 1)) / 4),
  });
}

function themeOf(chance: Chance): { readonly code: string; readonly valence: number } {
  return { code: THEMES[chance.below(THEMES.length)] as string, valence: chance.below(5) - 2 };
}

function onScale(points: number): number {
  return Math.min(5, Math.max(1, points));
}
