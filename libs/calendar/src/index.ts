/** The bank's calendar: working days, time limits, local dates. */
export * from './calendar';
export * from './day-number';
export { localDate, startOfLocalDate } from './local-date';
export * from './time-limit';
