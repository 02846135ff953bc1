/**
 * The reference data that folds read (time limits, the calendar), as this projector knows it: rows folded while it changed are
 * folded again, and families folded with other data, texts or another time zone are told.
 */
import { buildCalendar } from '@plumbline/calendar';
import {
  foldFingerprint,
  type FoldFingerprint,
  PROJECTED_FAMILIES,
  type ProjectedFamily,
  readPublishedCalendars,
  readReferenceVersions,
  recordedFingerprints,
  type ReferenceVersions,
  replaceCalendarDays,
  type WarehouseClient,
} from '@plumbline/warehouse';

export interface ReferenceDataOptions {
  readonly timeZone: string;
  /** Name of the projector. */
  readonly name: string;
}

/** The facts were folded by something that this projector cannot agree with. */
export class FoldedByAnother extends Error {
  readonly code = 'folded_by_another';

  constructor(family: string) {
    super(
      `The ${family} facts were folded by another version of Plumbline or for another TIMEZONE. Run one version and one time zone: stop the projectors that differ, or restart this one to fold them again.`,
    );
    this.name = 'FoldedByAnother';
  }
}

export class ReferenceData {
  private versions: ReferenceVersions = {};
  private calendarVersion = '';
  private refreshing: Promise<void> = Promise.resolve();

  constructor(
    private readonly warehouse: WarehouseClient,
    private readonly options: ReferenceDataOptions,
  ) {}

  /** Takes what is in the warehouse now, and writes the calendar that follows from it; one refresh at a time. */
  refresh(): Promise<void> {
    const done = this.refreshing.then(() => this.take());
    this.refreshing = done.catch(() => undefined); // told to whoever asked
    return done;
  }

  /** Whether it changed since the last refresh: what was folded meanwhile may have read either. */
  async hasChanged(): Promise<boolean> {
    const versions = await readReferenceVersions(this.warehouse);
    return JSON.stringify(versions) !== JSON.stringify(this.versions);
  }

  fingerprintOf(family: ProjectedFamily): FoldFingerprint {
    return foldFingerprint(family, this.options.timeZone, this.versions, this.calendarVersion);
  }

  /** Families whose rows were folded with anything else than this projector would fold them with now. */
  async staleFamilies(): Promise<ProjectedFamily[]> {
    const recorded = await recordedFingerprints(this.warehouse);
    return PROJECTED_FAMILIES.filter((family) => {
      const [known, own] = [recorded.get(family.name), this.fingerprintOf(family)];
      return known?.code !== own.code || known.reference !== own.reference;
    });
  }

  /** @throws FoldedByAnother where a family's rows come from other texts or another time zone */
  async assertFoldedAlike(): Promise<void> {
    const recorded = await recordedFingerprints(this.warehouse);
    for (const family of PROJECTED_FAMILIES) {
      if (recorded.get(family.name)?.code !== this.fingerprintOf(family).code) throw new FoldedByAnother(family.name);
    }
  }

  private async take(): Promise<void> {
    this.versions = await readReferenceVersions(this.warehouse);
    const calendar = buildCalendar(await readPublishedCalendars(this.warehouse));
    if (calendar.version.sha256 !== this.calendarVersion) {
      await replaceCalendarDays(this.warehouse, calendar.days(), this.options.name);
    }
    this.calendarVersion = calendar.version.sha256;
  }
}
