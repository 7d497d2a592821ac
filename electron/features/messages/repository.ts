import type { MESSAGE_WAYS } from '#shared/contract/messages';
import type { MessageKind } from '#shared/domain/message-template';
import type { AppointmentStatus } from '#shared/domain/visit-state';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export type Way = (typeof MESSAGE_WAYS)[number];

export interface VisitRow {
  readonly id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  readonly start_time: string;
  readonly to_move_at: string | null;
  readonly status: AppointmentStatus;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly clinic_no: string | null;
  readonly contact_email: string | null;
  readonly language: string | null;
  readonly doctor_name: string;
}

const VISIT = `SELECT a.id, a.patient_id, a.doctor_id, a.start_time, a.to_move_at, a.status, p.first_name, p.last_name,
  p.phone, p.clinic_no, p.contact_email, p.language,
  CONCAT_WS(' ', NULLIF(d.title, ''), d.first_name, d.last_name) AS doctor_name
  FROM appointments a JOIN patients p ON p.id = a.patient_id JOIN doctors d ON d.id = a.doctor_id`;

/** One answer holds a whole day (design section 2). */
const MOST_VISITS = 2_000;

export async function visitById(tx: ReadTx, id: number): Promise<VisitRow | null> {
  const [row] = await tx.select<VisitRow>(`${VISIT} WHERE a.id = ?`, [id]);
  return row ?? null;
}

/** Everybody who is booked on a day and not there yet, in the order of their times. */
export function bookedOn(tx: ReadTx, date: string): Promise<VisitRow[]> {
  return tx.select<VisitRow>(
    `${VISIT} WHERE a.start_time >= CAST(? AS DATETIME) AND a.start_time < CAST(? AS DATETIME) + INTERVAL 1 DAY
        AND a.status = 'scheduled' AND a.to_move_at IS NULL
      ORDER BY a.start_time, a.doctor_id LIMIT ${String(MOST_VISITS)}`,
    [date, date],
  );
}

export interface NoteRow {
  readonly id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  readonly kind: MessageKind;
  readonly way: Way;
  readonly told_at: string;
  /** As screens show the person. */
  readonly by_name: string | null;
  readonly holds: number;
  readonly withdrawn_at: string | null;
}

const NOTE = `SELECT n.id, n.version, n.appointment_id, a.patient_id, a.doctor_id, n.kind, n.way, n.told_at, n.withdrawn_at,
  COALESCE(NULLIF(CONCAT_WS(' ', o.title, o.first_name, o.last_name), ''), m.display_name, m.username) AS by_name,
  a.status <> 'cancelled' AND IF(n.start_told IS NULL, a.to_move_at IS NOT NULL,
    n.start_told = a.start_time AND a.to_move_at IS NULL) AS holds
  FROM visit_messages n JOIN appointments a ON a.id = n.appointment_id
  LEFT JOIN admin m ON n.told_by = CONCAT('admin:', m.id)
  LEFT JOIN doctors o ON n.told_by = CONCAT('doctor:', o.id)`;

/** What the patients of these visits were told, the newest first. */
export function notesOf(tx: ReadTx, appointmentIds: readonly number[]): Promise<NoteRow[]> {
  if (appointmentIds.length === 0) return Promise.resolve([]);
  return tx.select<NoteRow>(
    `${NOTE} WHERE n.appointment_id IN (${appointmentIds.map(() => '?').join(', ')}) AND n.withdrawn_at IS NULL
      ORDER BY n.id DESC`,
    appointmentIds,
  );
}

export async function noteById(
  tx: ReadTx,
  id: number,
  lock: '' | 'FOR UPDATE OF n',
): Promise<NoteRow | null> {
  const [row] = await tx.select<NoteRow>(`${NOTE} WHERE n.id = ? ${lock}`, [id]);
  return row ?? null;
}

export interface NewNote {
  readonly appointmentId: number;
  readonly kind: MessageKind;
  readonly way: Way;
  readonly language: string | null;
  /** As the column has it; null when the patient was told that there is no time any more. */
  readonly startTold: string | null;
  readonly person: string;
}

export async function insertNote(tx: WriteTx, note: NewNote): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO visit_messages (appointment_id, kind, way, language, start_told, told_by) VALUES (?, ?, ?, ?, ?, ?)',
    [note.appointmentId, note.kind, note.way, note.language, note.startTold, note.person],
  );
  return insertId;
}

export async function setWithdrawn(
  tx: WriteTx,
  id: number,
  version: number,
  withdrawn: boolean,
): Promise<void> {
  await tx.run(
    'UPDATE visit_messages SET withdrawn_at = IF(?, UTC_TIMESTAMP(), NULL) WHERE id = ? AND version = ?',
    [withdrawn ? 1 : 0, id, version],
  );
}
