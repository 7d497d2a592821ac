import type { SessionDto } from '#shared/contract/session';
import type { ReadTx } from '#electron/mysql/transactions';

/** A patient's records, for somebody who may read what is clinical in them. */
export interface ReadableChart {
  /** The records that are one patient's, the one it is read as first. */
  readonly records: readonly number[];
  /** UTC as the driver gives it: until when it is open, where only a reason has opened it. */
  readonly openUntil: string | null;
}

/**
 * The one check before anything clinical of a patient is read.
 * @throws Refusal FORBIDDEN `clinical.read` who may not, NOT_FOUND a patient that is none
 */
export type ReadChart = (tx: ReadTx, session: SessionDto, patientId: number) => Promise<ReadableChart>;

/** Whether the doctor has or had a visit with one of the records that was not cancelled. */
export type HasVisitWith = (tx: ReadTx, doctorId: number, records: readonly number[]) => Promise<boolean>;
