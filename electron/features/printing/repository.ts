import type { PaperKind } from '#shared/domain/paper';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** A kind's settings lie under this name, so that one broken value costs only itself. */
function settingName(kind: PaperKind): string {
  return `paper.${kind}`;
}

/** JSON text, or null where this desk has chosen nothing. */
export async function selectPaperSetting(
  tx: ReadTx,
  deskId: string,
  kind: PaperKind,
): Promise<string | null> {
  const [row] = await tx.select<{ value: string }>(
    'SELECT CAST(value AS CHAR) AS value FROM desk_settings WHERE desk_id = ? AND name = ?',
    [deskId, settingName(kind)],
  );
  return row?.value ?? null;
}

export async function storePaperSetting(
  tx: WriteTx,
  deskId: string,
  kind: PaperKind,
  value: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO desk_settings (desk_id, name, value) VALUES (?, ?, ?) AS mine
     ON DUPLICATE KEY UPDATE value = mine.value`,
    [deskId, settingName(kind), value],
  );
}

export interface FailedPaperRow {
  readonly id: number;
  readonly kind: PaperKind;
  /** JSON text. */
  readonly request: string;
  readonly title: string;
  readonly trouble: string;
  readonly printer: string | null;
  readonly failed_at: string;
}

const FAILED = 'id, kind, CAST(request AS CHAR) AS request, title, trouble, printer, failed_at';
const MOST = 100;

export function selectFailedPapers(tx: ReadTx, deskId: string): Promise<FailedPaperRow[]> {
  return tx.select<FailedPaperRow>(
    `SELECT ${FAILED} FROM failed_papers WHERE desk_id = ? ORDER BY id DESC LIMIT ${String(MOST)}`,
    [deskId],
  );
}

export async function findFailedPaper(
  tx: ReadTx,
  deskId: string,
  id: number,
): Promise<FailedPaperRow | null> {
  const [row] = await tx.select<FailedPaperRow>(
    `SELECT ${FAILED} FROM failed_papers WHERE desk_id = ? AND id = ?`,
    [deskId, id],
  );
  return row ?? null;
}

export interface NewFailedPaper {
  readonly deskId: string;
  readonly kind: PaperKind;
  readonly request: string;
  readonly title: string;
  readonly trouble: string;
  readonly printer: string | null;
  readonly person: string;
}

export async function insertFailedPaper(tx: WriteTx, paper: NewFailedPaper): Promise<void> {
  await tx.run(
    `INSERT INTO failed_papers (desk_id, kind, request, title, trouble, printer, person)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [paper.deskId, paper.kind, paper.request, paper.title, paper.trouble, paper.printer, paper.person],
  );
}

/** It failed once more: the last trouble is the one to tell. */
export async function failAgain(
  tx: WriteTx,
  id: number,
  trouble: string,
  printer: string | null,
): Promise<void> {
  await tx.run(
    'UPDATE failed_papers SET trouble = ?, printer = ?, failed_at = UTC_TIMESTAMP() WHERE id = ?',
    [trouble, printer, id],
  );
}

export async function deleteFailedPaper(tx: WriteTx, deskId: string, id: number): Promise<boolean> {
  const { affectedRows } = await tx.run('DELETE FROM failed_papers WHERE desk_id = ? AND id = ?', [
    deskId,
    id,
  ]);
  return affectedRows === 1;
}

/** What is a patient's own on paper, as the audit names it. */
export type PatientsPaper = 'prescription' | 'medical_paper' | 'appointment';

const TABLE_OF = {
  prescription: 'prescriptions',
  medical_paper: 'medical_papers',
  appointment: 'appointments',
} as const;

export async function patientOf(tx: ReadTx, paper: PatientsPaper, id: number): Promise<number | null> {
  const [row] = await tx.select<{ patient_id: number | null }>(
    `SELECT patient_id FROM ${TABLE_OF[paper]} WHERE id = ?`,
    [id],
  );
  return row?.patient_id ?? null;
}
