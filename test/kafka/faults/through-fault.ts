/** A log under load while something happens to its brokers, and what became of it. */
import type { KafkaEventLog, LogHealth } from '@plumbline/event-log';
import { readAll, textOf } from '../../contracts/event-log.contract';
import { Consuming, findFaults, isCaughtUp, Producing, until } from './load';

const RECORDS_BEFORE_AND_AFTER = 500;

export interface Outcome extends ReturnType<typeof findFaults> {
  /** Acknowledged, and yet nobody in the group worked through them. */
  readonly passedOver: readonly string[];
  readonly health: LogHealth;
}

export const UNHARMED: Outcome = { missing: [], doubled: [], outOfOrder: [], passedOver: [], health: { state: 'up' } };

/** Appends and reads before, during and after the fault; returns when the group has read all. */
export async function throughFault(
  log: KafkaEventLog,
  fault: (producing: Producing, consuming: Consuming) => Promise<void>,
): Promise<Outcome> {
  const producing = new Producing(log, 'load');
  const consuming = new Consuming(await log.reader('events', 'g'));
  await consuming.more(RECORDS_BEFORE_AND_AFTER);
  await fault(producing, consuming);
  await producing.more(RECORDS_BEFORE_AND_AFTER);
  await producing.stop();
  await until(() => isCaughtUp(log, 'g'));
  await consuming.stop();
  const done = new Set(consuming.done.map(textOf));
  return {
    ...findFaults(await readAll(log, 'afterwards'), producing),
    passedOver: producing.acknowledged.filter((text) => !done.has(text)),
    health: log.health(),
  };
}
