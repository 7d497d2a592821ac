import type { Collection, Db } from 'mongodb';
import type { VisitState } from '#shared/domain/visit-state';

/** A visit as reports read it: a copy of MySQL's row, keyed by its id (design section 5). */
export interface VisitDocument {
  readonly _id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  /** The clinic's wall clock, `2027-01-04T11:15`. */
  readonly start: string;
  readonly end: string;
  readonly state: VisitState;
  /** MySQL's row version: an older copy never replaces a newer one. */
  readonly version: number;
}

/** A migration that has run, as the migrator notes it. */
interface AppliedMigration {
  readonly _id: string;
}

export interface Collections {
  readonly visits: Collection<VisitDocument>;
  readonly schemaMigrations: Collection<AppliedMigration>;
}

/** The collections this program uses, by their types. */
export function collectionsOf(db: Db): Collections {
  return {
    visits: db.collection<VisitDocument>('visits'),
    schemaMigrations: db.collection<AppliedMigration>('schema_migrations'),
  };
}
