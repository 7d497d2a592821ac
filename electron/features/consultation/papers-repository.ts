import type { MedicalPaperKind, PaperContent } from '#shared/contract/papers';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { VisitRow } from './repository';

/** Papers that are listed in a visit. */
const MOST = 50;

export interface PaperRow {
  readonly id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly kind: MedicalPaperKind;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly reason: string | null;
  readonly shows_reason: number | null;
  readonly fit_for: string | null;
  readonly addressed_to: string | null;
  readonly question: string | null;
  readonly findings: string | null;
  readonly signed_at: string;
  readonly signed_by: string;
  readonly voided_at: string | null;
  readonly voided_by: string | null;
  readonly void_reason: string | null;
}

const SELECT_PAPER = `SELECT id, version, appointment_id, doctor_id, patient_id, kind, from_date, to_date, reason,
  shows_reason, fit_for, addressed_to, question, findings, signed_at, signed_by, voided_at, voided_by, void_reason
  FROM medical_papers`;

export async function paperById(tx: ReadTx, id: number): Promise<PaperRow | null> {
  const [row] = await tx.select<PaperRow>(`${SELECT_PAPER} WHERE id = ?`, [id]);
  return row ?? null;
}

/** Those of the patient's records that this doctor signed, or of this visit; the newest first. */
export function papersFor(tx: ReadTx, records: readonly number[], visit: VisitRow): Promise<PaperRow[]> {
  return tx.select<PaperRow>(
    `${SELECT_PAPER} WHERE patient_id IN (${records.map(() => '?').join(', ')})
       AND doctor_id = ? ORDER BY id DESC LIMIT ${String(MOST)}`,
    [...records, visit.doctor_id],
  );
}

type Written = Pick<
  PaperRow,
  'from_date' | 'to_date' | 'reason' | 'fit_for' | 'addressed_to' | 'question' | 'findings'
> & { readonly shows_reason: number | null };

const blank: Written = {
  from_date: null,
  to_date: null,
  reason: null,
  shows_reason: null,
  fit_for: null,
  addressed_to: null,
  question: null,
  findings: null,
};

function columnsOf(content: PaperContent): Written {
  switch (content.kind) {
    case 'sick_leave': {
      const { from, to, reason, showsReason } = content;
      return { ...blank, from_date: from, to_date: to, reason, shows_reason: showsReason ? 1 : 0 };
    }
    case 'fitness':
      return { ...blank, from_date: content.from, fit_for: content.fitFor };
    case 'referral': {
      const { to, question, findings } = content;
      return { ...blank, addressed_to: to, question, findings };
    }
  }
}

export async function insertPaper(
  tx: WriteTx,
  visit: VisitRow,
  content: PaperContent,
  person: string,
): Promise<number> {
  const written = columnsOf(content);
  const { insertId } = await tx.run(
    `INSERT INTO medical_papers (appointment_id, doctor_id, patient_id, kind, signed_by, ${Object.keys(written).join(', ')})
     VALUES (?, ?, ?, ?, ?${', ?'.repeat(Object.keys(written).length)})`,
    [visit.id, visit.doctor_id, visit.patient_id, content.kind, person, ...Object.values(written)],
  );
  return insertId;
}

export async function voidPaper(tx: WriteTx, id: number, person: string, reason: string): Promise<void> {
  await tx.run(
    'UPDATE medical_papers SET voided_at = UTC_TIMESTAMP(), voided_by = ?, void_reason = ? WHERE id = ?',
    [person, reason, id],
  );
}
