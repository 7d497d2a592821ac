import type { z } from 'zod';
import type { HABITS, HistoryDto, HistoryFact, RELATIONS } from '#shared/contract/medical-history';
import { type Precision, knownOf } from '#shared/values/partly-known';
import type { ReadTx } from '#electron/mysql/transactions';
import { namesOf } from '#electron/platform/people';
import { type PutRightColumns, withdrawnIn } from '#electron/platform/put-right';
import { utcStamp } from '#electron/platform/stamps';

export interface HistoryRow extends PutRightColumns {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly appointment_id: number | null;
  readonly kind: HistoryFact['kind'];
  readonly what: string;
  readonly place: string | null;
  readonly relation: (typeof RELATIONS)[number] | null;
  readonly habit: (typeof HABITS)[number] | null;
  readonly onset_age: number | null;
  readonly began: string | null;
  readonly began_precision: Precision | null;
  readonly ended: string | null;
  readonly ended_precision: Precision | null;
  readonly entered_by: string;
  readonly created_at: string;
  readonly corrects_id: number | null;
}

export type Entry = z.input<typeof HistoryDto>;

function known(date: string | null, precision: Precision | null): string | null {
  return date === null || precision === null ? null : knownOf(date, precision);
}

/** What an entry tells; that each kind has what it needs is the table's own rule. */
export function factOf(row: HistoryRow): HistoryFact {
  const { kind, what } = row;
  const began = known(row.began, row.began_precision);
  switch (kind) {
    case 'surgery':
      return { kind, what, on: began, place: row.place };
    case 'family':
      return { kind, what, relation: row.relation ?? 'other', onsetAge: row.onset_age };
    case 'lifestyle': {
      const until = known(row.ended, row.ended_precision);
      return { kind, what, habit: row.habit ?? 'other', from: began, until };
    }
  }
}

/** Rows as screens see them, in the order in which they came. */
export async function shownHistory(tx: ReadTx, rows: readonly HistoryRow[]): Promise<Entry[]> {
  const nameOf = await namesOf(
    tx,
    rows.flatMap((row) => [row.entered_by, row.withdrawn_by]),
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    fact: factOf(row),
    entered: { at: utcStamp(row.created_at), by: nameOf(row.entered_by) },
    correctsId: row.corrects_id,
    correctedById: row.corrected_by_id,
    withdrawn: withdrawnIn(row, nameOf),
  }));
}
