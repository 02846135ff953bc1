/** The ends of the log for whoever watches: soon, or why not. A broker that is away would be waited for much longer. */
import type { EventLog, PartitionEnds, Topic } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';

const ANSWER_TIMEOUT_MS = 3_000;

/** @throws Problem (503) where the log does not answer */
export async function logEndsSoon(eventLog: EventLog, topic: Topic): Promise<PartitionEnds[]> {
  const { state, cause } = eventLog.health();
  if (state === 'down') throw logAway(cause ?? 'it does not say why');
  const answer = eventLog.ends(topic);
  answer.catch(() => undefined); // told below, or too late
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1_000} s`)), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } catch (error) {
    throw logAway(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

function logAway(cause: string): Problem {
  return new Problem({
    status: 503,
    code: 'log_away',
    title: 'The event log does not answer',
    detail: `The event log does not answer: ${cause}`,
    retryAfterSeconds: 1,
  });
}
