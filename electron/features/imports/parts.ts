import type { DoctorDto } from '#shared/contract/doctors';
import type { ClinicSettings } from '#shared/contract/settings';
import type { PatientSummary } from '#shared/contract/patients';
import type { Described, Likeness } from '#shared/domain/duplicates';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import type { Clock } from '#electron/platform/ports';
import type { MadeRow } from './repository';
import type { MedicineDraft, PatientDraft, VisitDraft } from './staged';

/** Somebody who is there and may be the row's patient. */
export interface Known extends Described {
  readonly id: number;
  readonly readAs: number;
  readonly clinicNo: string | null;
  readonly numbers: readonly string[];
  readonly deleted: boolean;
  /** Out of the usual search, and brought back before anything is booked. */
  readonly archived: boolean;
}

export interface LookedFor {
  readonly described: Described;
  readonly numbers: readonly string[];
  readonly identifier: string | null;
  readonly clinicNo: string | null;
}

export interface Alike {
  readonly id: number;
  readonly reasons: Likeness[];
}

export interface StandingVisit {
  readonly patientId: number;
  readonly doctorId: number;
  readonly patientName: string;
  readonly start: string;
  readonly end: string;
}

/** What the areas of patients, appointments and doctors lend to imports. */
export interface ImportDeps {
  readonly clock: Clock;
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly hours: HoursSource;
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
  readonly patients: {
    candidatesFor(tx: ReadTx, sought: readonly LookedFor[]): Promise<Known[][]>;
    summariesOf(tx: ReadTx, ids: readonly number[]): Promise<PatientSummary[]>;
    insert(tx: WriteTx, rows: readonly (PatientDraft & { readonly rowNo: number })[]): Promise<MadeRow[]>;
    remove(tx: WriteTx, ids: readonly number[]): Promise<void>;
    lock(
      tx: WriteTx,
      ids: readonly number[],
    ): Promise<
      readonly { readonly id: number; readonly is_deleted: number; readonly archived_at: string | null }[]
    >;
  };
  readonly medicines: {
    identityOf(medicine: MedicineDraft): string;
    listedAs(tx: ReadTx, identities: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
    put(
      tx: WriteTx,
      rows: readonly (MedicineDraft & { readonly rowNo: number })[],
      person: string,
    ): Promise<MadeRow[]>;
    putBack(tx: WriteTx, ids: readonly number[], person: string): Promise<void>;
  };
  readonly visits: {
    ofDoctors(tx: ReadTx, wanted: readonly VisitDraft[]): Promise<StandingVisit[]>;
    ofPatients(
      tx: ReadTx,
      wanted: readonly { readonly patientId: number; readonly start: string; readonly end: string }[],
    ): Promise<StandingVisit[]>;
    insert(
      tx: WriteTx,
      rows: readonly (VisitDraft & { readonly rowNo: number; readonly patientId: number })[],
      person: string,
    ): Promise<MadeRow[]>;
    lockDoctors(
      tx: WriteTx,
      ids: readonly number[],
    ): Promise<readonly { readonly id: number; readonly is_deleted: number }[]>;
    withdraw(tx: WriteTx, ids: readonly number[], person: string): Promise<void>;
  };
}
