/** Counting with working days, on day numbers: a table of which days are worked, and the two ways through it. */

export class WorkingDays {
  /** Working days up to and with each day of the table. */
  private readonly ordinals: Uint32Array;
  /** Day numbers of the working days, ascending. */
  private readonly days: Int32Array;

  /**
   * @param firstDay day number of the table's first day
   * @param isWorked 1 for each day that is worked, in order, without a gap
   */
  constructor(
    private readonly firstDay: number,
    private readonly isWorked: Uint8Array,
  ) {
    this.ordinals = new Uint32Array(isWorked.length);
    this.days = new Int32Array(isWorked.reduce((count, worked) => count + worked, 0));
    let ordinal = 0;
    for (const [index, worked] of isWorked.entries()) {
      if (worked) this.days[ordinal++] = firstDay + index;
      this.ordinals[index] = ordinal;
    }
  }

  /** @throws RangeError where the table does not hold the day */
  isWorking(day: number): boolean {
    return this.entry(this.isWorked, day) === 1;
  }

  /** Working days from the table's first day up to and with this one. @throws RangeError as above */
  ordinal(day: number): number {
    return this.entry(this.ordinals, day);
  }

  /** The `n`th working day after a day, which itself never counts; for n = 0 the day itself, worked or not. */
  nthAfter(day: number, n: number): number {
    if (n === 0) return day;
    const found = this.days[this.ordinal(day) + n - 1];
    if (found === undefined) throw new RangeError(`The calendar does not reach the working day ${n} after day ${day}.`);
    return found;
  }

  private entry(table: Uint8Array | Uint32Array, day: number): number {
    const entry = table[day - this.firstDay];
    if (entry === undefined) throw new RangeError(`The calendar has no day ${day} (days since 1970-01-01).`);
    return entry;
  }
}
