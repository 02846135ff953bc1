/** The log of kafkajs, of which only the unexpected is worth a line: it logs as errors what is the daily life of a cluster. */
import type { LogEntry } from 'kafkajs';

/** Rebalances, leaders and coordinators that move, connections that end and are made again, requests that are tried again. */
const DAILY_LIFE =
  /rebalanc|coordinator|leader|re-joining|not aware of this member|connect|socket|timed out|timeout|retr|disconnect|given up|^Crash|Failed to send|EoS guarantees|does not host this topic|not enough in-sync|generation/i;

/** The line to log, or none. What is of daily life but lasts is told by who waits for it, with its cause. */
export function unexpectedLine({ namespace, log }: LogEntry): string | undefined {
  const error = typeof log['error'] === 'string' ? log['error'] : undefined;
  const text = error === undefined || log.message.includes(error) ? log.message : `${log.message}: ${error}`;
  return DAILY_LIFE.test(text) ? undefined : `kafka: ${namespace}: ${text}`;
}
