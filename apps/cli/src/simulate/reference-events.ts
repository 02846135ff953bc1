/** Reference data of the simulated bank: branches, service items and their time limits, before anything happens. */
import { OPEN_HOURS_TEXT, simulatedBranches } from './bank';
import { EventWriter, type SimulatedEvent } from './event-writer';
import { COUNTER_LIMIT_HOURS, ITEMS } from './items';
import { chanceFor } from './random';

/** Before any simulated day. */
const SET_AT_MS = Date.UTC(2000, 0, 1);
const UTC = { text: '+00:00', ms: 0 };

export function referenceEvents(seed: number, branches: number): SimulatedEvent[] {
  return [...serviceItems(seed), ...timeLimits(seed), ...registrations(seed, branches)];
}

function serviceItems(seed: number): SimulatedEvent[] {
  const bank = new EventWriter(undefined, chanceFor(seed, 'service items'), UTC);
  for (const { code, line, nameZh, nameEn, serviceMinutes } of ITEMS) {
    const item = { service_item_code: code, service_line: line, name_zh: nameZh, name_en: nameEn };
    write(bank, 'service_item_defined', { ...item, std_minutes: serviceMinutes });
  }
  return bank.take().map(({ event }) => event);
}

/** A limit for whatever is done at the counter, and one for each item of the back office. */
function timeLimits(seed: number): SimulatedEvent[] {
  const bank = new EventWriter(undefined, chanceFor(seed, 'time limits'), UTC);
  const set = (limit: object): void =>
    write(bank, 'time_limit_set', {
      clause: '5.1.2',
      start_event: 'transaction.submitted',
      end_event: 'transaction.confirmed',
      valid_from: bank.localTime(SET_AT_MS),
      approved_by: 's_head_01',
      ...limit,
    });
  set({ duration_n: COUNTER_LIMIT_HOURS, unit: 'h' });
  for (const { code, backOffice } of ITEMS) {
    if (backOffice) set({ service_item_code: code, duration_n: backOffice.limitWorkingDays, unit: 'working_day' });
  }
  return bank.take().map(({ event }) => event);
}

function registrations(seed: number, branches: number): SimulatedEvent[] {
  return simulatedBranches(seed, branches).flatMap(({ id, name, region, peerGroup }) => {
    const branch = new EventWriter(id, chanceFor(seed, id, 'registration'), UTC);
    write(branch, 'branch_registered', {
      name,
      region,
      peer_group: peerGroup,
      zones: ['counters', 'self-service', 'waiting', 'complaints'],
      open_hours: [...OPEN_HOURS_TEXT],
    });
    return branch.take().map(({ event }) => event);
  });
}

function write(writer: EventWriter, type: string, data: SimulatedEvent['data']): void {
  writer.write(SET_AT_MS, { system: 'reference', type: `reference.${type}.v1`, data });
}
