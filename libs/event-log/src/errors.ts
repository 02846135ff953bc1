/** What can go wrong with the log, as errors with stable codes that a caller can act on. */

export class EventLogError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The disk has no room for more; nothing was appended. */
export class LogFull extends EventLogError {
  constructor(message: string) {
    super('log_full', message);
  }
}

/** More waits to be written than may; nothing was appended. Try again in a second. */
export class LogOverloaded extends EventLogError {
  constructor() {
    super('log_overloaded', 'The log has more to write than it can take now.');
  }
}

/** The log cannot be reached or does not answer. Of what was on its way any part may be in the log: append all again. */
export class LogUnavailable extends EventLogError {
  constructor(message: string, options?: ErrorOptions) {
    super('log_unavailable', message, options);
  }
}

/** The log answers, but is not set up as it must be (credentials, topics): the message says how to mend it. */
export class LogNotSetUp extends EventLogError {
  constructor(message: string, options?: ErrorOptions) {
    super('log_not_set_up', message, options);
  }
}

export class RecordTooLarge extends EventLogError {
  /** @param limitBytes undefined where a broker refused and does not say at which size */
  constructor(bytes: number, limitBytes: number | undefined) {
    super(
      'record_too_large',
      limitBytes === undefined
        ? `Kafka does not take records of ${bytes} bytes, which it must. What to change says: plumbline topics diff`
        : `A record has ${bytes} bytes; the log takes up to ${limitBytes}.`,
    );
  }
}

export class LogClosed extends EventLogError {
  constructor() {
    super('log_closed', 'The log is closed.');
  }
}

/** Another process uses the directory. */
export class LogLocked extends EventLogError {
  constructor(directory: string, pid: string) {
    super(
      'log_locked',
      `The data directory ${directory} is in use by another Plumbline (process ${pid}). Stop it (kill ${pid}), or use another: DATA_DIR=./data2`,
    );
  }
}

/** Bytes of the log do not match their checksum. */
export class LogCorrupt extends EventLogError {
  constructor(topic: string, offset: number) {
    super(
      'log_corrupt',
      `The log is damaged: topic ${topic}, from offset ${offset} on. Restore the data directory from a backup.`,
    );
  }
}

/** The group's position moved on without this batch: drop it. */
export class BatchLost extends EventLogError {
  constructor() {
    super('batch_lost', 'Another reader of the group took over; the batch is delivered there.');
  }
}

/** A log is to be copied into one that holds something else. */
export class LogsDiffer extends EventLogError {
  constructor(topic: string) {
    super(
      'logs_differ',
      `The log to copy to holds other records in ${topic} than the one to copy from. Copy to a new one: another data directory, or another KAFKA_TOPIC_PREFIX.`,
    );
  }
}
