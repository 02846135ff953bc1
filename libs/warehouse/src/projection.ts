/**
 * Land, fold, sum: what a batch of events does to the warehouse. Every statement recomputes whole rows from all events of the
 * cases it touches, so that repeating any of them, in any order, from any number of projectors, gives the same rows
 * (infra/decisions/0002-land-fold-sum.md).
 */
import type { WarehouseClient } from './client';
import { eventFamiliesOf, foldSql, type ProjectedFamily, sumSql } from './families';
import { gather } from './gathering';
import { momentParameters, presently } from './moment';

/** Lines that JSONEachRow reads as CloudEvents: attributes we do not store are skipped, instants are RFC 3339. */
const LANDING_SETTINGS = { date_time_input_format: 'best_effort', input_format_skip_unknown_fields: 1 } as const;

/** Where a family's rows are kept: its own tables, or those of a rebuild. */
export interface FamilyTables {
  readonly facts: string;
  readonly daily: string;
}

export interface ProjectionOptions {
  /** IANA name of the bank's time zone: decides local days and hours. */
  readonly timeZone: string;
  /** Name of this projector, unique among those that share the warehouse: its staging tables carry it. */
  readonly projector: string;
}

export class Projection {
  private readonly touched: string;

  constructor(
    private readonly client: WarehouseClient,
    readonly options: ProjectionOptions,
  ) {
    this.touched = `touched_${options.projector}`;
  }

  /**
   * Stores events, each one line of JSON in the current version of its type. Repeating it adds nothing.
   * @throws WarehouseError with `rejected` when a line cannot be read; then none of them is stored
   */
  async land(lines: readonly Uint8Array[]): Promise<void> {
    if (lines.length === 0) return;
    await this.client.insertLines('INSERT INTO events FORMAT JSONEachRow', lines, LANDING_SETTINGS);
  }

  /**
   * What of a family is to be folded anew when events of some cases have landed: those cases, or the keys that they name.
   * @param touched case ids by the family of their events
   */
  async casesOf(
    family: ProjectedFamily,
    touched: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<ReadonlySet<string>> {
    if (!family.gathers) return touched.get(family.name) ?? new Set();
    const keys = new Set<string>();
    for (const name of family.gathers.families) {
      const caseIds = touched.get(name);
      if (!caseIds || caseIds.size === 0) continue;
      const staging = { touched: this.touched, stage: (ids: Iterable<string>) => this.stageTouched(ids) };
      const gathered = await gather(this.client, family.name, family.gathers, name, caseIds, staging);
      for (const key of gathered) keys.add(key);
    }
    return keys;
  }

  /**
   * Folds the given cases of a family anew from all their landed events, then sums every day they could stand on.
   * @param caseIds as `casesOf` gives them
   */
  async project(
    family: ProjectedFamily,
    caseIds: ReadonlySet<string>,
    { facts, daily }: FamilyTables = family,
  ): Promise<void> {
    if (caseIds.size === 0) return;
    const staged = `staged_${family.name}_${this.options.projector}`;
    const names = { facts, daily, touched: this.touched, staged };
    await this.stageTouched(caseIds);
    await this.client.command(
      `CREATE OR REPLACE TABLE {staged:Identifier} ENGINE = Memory AS ${foldSql(family, 'touched_cases')}`,
      {
        ...names,
        ...this.foldParameters(family),
      },
    );
    await this.client.command('INSERT INTO {facts:Identifier} SELECT * FROM {staged:Identifier}', names);
    await this.client.command(`INSERT INTO {daily:Identifier} ${sumSql(family, 'staged_places')}`, names);
    await this.client.command('TRUNCATE TABLE {staged:Identifier}', names);
  }

  /** Parameters of a live fold: what has occurred by now, and all that is known. */
  foldParameters(family: ProjectedFamily): Readonly<Record<string, unknown>> {
    return {
      family: family.name,
      families: eventFamiliesOf(family),
      time_zone: this.options.timeZone,
      ...momentParameters(presently()),
    };
  }

  private async stageTouched(caseIds: Iterable<string>): Promise<void> {
    const names = { touched: this.touched };
    await this.client.command('CREATE OR REPLACE TABLE {touched:Identifier} (case_id String) ENGINE = Memory', names);
    const lines = Array.from(caseIds, (caseId) => Buffer.from(JSON.stringify([caseId])));
    await this.client.insertLines(`INSERT INTO ${this.touched} FORMAT JSONCompactEachRow`, lines);
  }
}
