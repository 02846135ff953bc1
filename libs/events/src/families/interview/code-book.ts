/** The closed code-book of interviews: the themes that coders may give, and the constructs that they score. A new one is a line here. */

/** Code → what it stands for. */
export const INTERVIEW_THEMES = {
  handoff: 'work passed between people or teams',
  information_sharing: 'what colleagues tell each other',
  mutual_help: 'standing in for one another',
  leadership: 'how the branch is led',
  workload: 'how much there is to do, and for how many',
  training: 'what staff are taught',
  process_rules: 'rules and forms',
  systems: 'software and equipment',
  attitude: 'how staff treat customers',
  skill: 'how well staff know their business',
  waiting: 'queues and waiting',
  disclosure: 'what customers are told',
  complaint_handling: 'what becomes of complaints',
  environment: 'premises and cleanliness',
} as const;

/** Code → what is scored from 1 (poor) to 5 (excellent); metrics read `teamwork`. */
export const INTERVIEW_CONSTRUCTS = {
  teamwork: 'how staff work together',
  communication: 'how staff tell and listen',
  responsiveness: 'how soon something is done',
  professionalism: 'how well staff know and keep the rules',
  care: 'how staff look after customers',
} as const;

export type InterviewTheme = keyof typeof INTERVIEW_THEMES;
export type InterviewConstruct = keyof typeof INTERVIEW_CONSTRUCTS;
