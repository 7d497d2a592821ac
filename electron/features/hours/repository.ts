import type { Holiday } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { type RuleRow, type VersionedHoliday, type VersionedRule, toRule } from './projection';

const COLUMNS = `a.id, a.version, a.doctor_id, a.\`date\`, a.start_time, a.end_time, a.is_available,
  a.recurrence_rule, a.label`;

/** What a doctor's list holds; a clinic that has more of them is told so before it adds one. */
export const MOST_RULES = 500;
const MOST_HOLIDAYS = 1_000;

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

export interface HoursRead {
  readonly rules: VersionedRule[];
  readonly holidays: Holiday[];
  /** The clinic's opening hours as they are stored, JSON text; null where no row says them. */
  readonly openingHours: string | null;
}

/** What a row of the answer is, where it is no rule. */
const HOLIDAY = 0;
const OPENING_HOURS = -1;

/**
 * What decides the doctors' hours in `[from, to]`, in one statement: bookings pay for it. Of one-off rows only
 * those of the days, of each doctor at least one row that is hours, since whoever has none follows the clinic;
 * and the clinic's opening hours, which another desk may have saved a moment ago.
 */
export async function readHours(
  tx: ReadTx,
  doctorIds: readonly number[],
  from: ClinicDate,
  to: ClinicDate,
): Promise<HoursRead> {
  if (doctorIds.length === 0) return { rules: [], holidays: [], openingHours: null };
  const rows = await tx.select<RuleRow>(
    `SELECT ${COLUMNS}, (SELECT CAST(JSON_ARRAYAGG(e.\`date\`) AS CHAR) FROM availability_exceptions e
         WHERE e.availability_id = a.id AND e.\`date\` BETWEEN ? AND ?) AS taken
       FROM doctor_availability a
      WHERE a.doctor_id IN (${marks(doctorIds)}) AND a.\`date\` <= ?
        AND (a.recurrence_rule IS NOT NULL OR a.\`date\` >= ?)
     UNION ALL
     SELECT ${COLUMNS}, NULL FROM doctor_availability a
       JOIN (SELECT MIN(m.id) AS id FROM doctor_availability m
              WHERE m.doctor_id IN (${marks(doctorIds)}) AND m.is_available = 1 GROUP BY m.doctor_id) own ON own.id = a.id
      WHERE a.\`date\` > ? OR (a.recurrence_rule IS NULL AND a.\`date\` < ?)
     UNION ALL
     SELECT ${String(HOLIDAY)}, 1, 0, h.\`date\`, NULL, NULL, 0, NULL, h.name, NULL
       FROM clinic_holidays h WHERE h.\`date\` BETWEEN ? AND ?
     UNION ALL
     SELECT ${String(OPENING_HOURS)}, 1, 0, NULL, NULL, NULL, 0, NULL, NULL, CAST(s.value AS CHAR)
       FROM settings s WHERE s.\`key\` = 'openingHours'`,
    [from, to, ...doctorIds, to, from, ...doctorIds, to, from, from, to],
  );
  return {
    rules: rows.filter(({ id }) => id > HOLIDAY).map(toRule),
    holidays: rows.flatMap(({ id, date, label }) =>
      id === HOLIDAY ? [{ date: date as ClinicDate, name: label ?? '' }] : [],
    ),
    openingHours: rows.find(({ id }) => id === OPENING_HOURS)?.taken ?? null,
  };
}

/** Every rule of the doctors, past ones too, in the order in which they were made. */
export async function rulesOf(tx: ReadTx, doctorIds: readonly number[]): Promise<VersionedRule[]> {
  if (doctorIds.length === 0) return [];
  const rows = await tx.select<RuleRow>(
    `SELECT ${COLUMNS}, (SELECT CAST(JSON_ARRAYAGG(e.\`date\`) AS CHAR) FROM availability_exceptions e
         WHERE e.availability_id = a.id) AS taken
       FROM doctor_availability a WHERE a.doctor_id IN (${marks(doctorIds)}) ORDER BY a.id`,
    doctorIds,
  );
  return rows.map(toRule);
}

/** The doctor of a rule; null when the rule is not there. */
export async function doctorOfRule(tx: ReadTx, ruleId: number): Promise<number | null> {
  const [row] = await tx.select<{ doctor_id: number }>(
    'SELECT doctor_id FROM doctor_availability WHERE id = ?',
    [ruleId],
  );
  return row?.doctor_id ?? null;
}

/** A holiday's row; what the contract parses and brands on the way out. */
export type HolidayRow = VersionedHoliday;

export function holidaysFrom(tx: ReadTx, from: ClinicDate): Promise<HolidayRow[]> {
  return tx.select<HolidayRow>(
    `SELECT id, version, \`date\`, name FROM clinic_holidays WHERE \`date\` >= ? ORDER BY \`date\` LIMIT ${String(MOST_HOLIDAYS)}`,
    [from],
  );
}

export function allHolidays(tx: ReadTx): Promise<HolidayRow[]> {
  return tx.select<HolidayRow>('SELECT id, version, `date`, name FROM clinic_holidays ORDER BY `date`', []);
}

export interface LockedDoctor {
  readonly id: number;
  readonly is_deleted: number;
  /** The server's clock, UTC, read with the lock. */
  readonly now: string;
}

/** Whoever changes hours waits for the bookings under way and keeps others out (design section 3); null: all doctors. */
export function lockDoctors(tx: WriteTx, ids: readonly number[] | null): Promise<LockedDoctor[]> {
  const ascending = [...new Set(ids)].sort((a, b) => a - b);
  return tx.select<LockedDoctor>(
    `SELECT id, is_deleted, UTC_TIMESTAMP() AS now FROM doctors
      ${ids === null ? '' : `WHERE id IN (${marks(ascending)})`} ORDER BY id FOR UPDATE`,
    ascending,
  );
}

/** What a rule says, without its row's id, doctor and version. */
export type RuleContent = Omit<HoursRule, 'id' | 'doctorId'>;

async function writeExceptions(tx: WriteTx, ruleId: number, dates: readonly string[]): Promise<void> {
  await tx.run('DELETE FROM availability_exceptions WHERE availability_id = ?', [ruleId]);
  if (dates.length === 0) return;
  await tx.run(
    `INSERT INTO availability_exceptions (availability_id, \`date\`) VALUES ${dates.map(() => '(?, ?)').join(', ')}`,
    dates.flatMap((date) => [ruleId, date]),
  );
}

/** Makes the rule, under its old id when undo brings one back. */
export async function insertRule(
  tx: WriteTx,
  doctorId: number,
  rule: RuleContent,
  id: number | null,
): Promise<number> {
  const { insertId } = await tx.run(
    `INSERT INTO doctor_availability (id, doctor_id, \`date\`, start_time, end_time, is_available, recurrence_rule, label)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, doctorId, rule.date, rule.start, rule.end, rule.available ? 1 : 0, rule.recurrence, rule.label],
  );
  const made = id ?? insertId;
  await writeExceptions(tx, made, rule.exceptions);
  return made;
}

export async function updateRule(tx: WriteTx, id: number, rule: RuleContent): Promise<void> {
  // The version moves on also when only dates were taken out, which stand in another table.
  await tx.run(
    `UPDATE doctor_availability SET \`date\` = ?, start_time = ?, end_time = ?, is_available = ?, recurrence_rule = ?, label = ?
      WHERE id = ?`,
    [rule.date, rule.start, rule.end, rule.available ? 1 : 0, rule.recurrence, rule.label, id],
  );
  await writeExceptions(tx, id, rule.exceptions);
}

export async function deleteRule(tx: WriteTx, id: number): Promise<void> {
  await tx.run('DELETE FROM doctor_availability WHERE id = ?', [id]);
}

export async function insertHoliday(tx: WriteTx, holiday: Holiday, id: number | null): Promise<number> {
  const { insertId } = await tx.run('INSERT INTO clinic_holidays (id, `date`, name) VALUES (?, ?, ?)', [
    id,
    holiday.date,
    holiday.name,
  ]);
  return id ?? insertId;
}

export async function updateHoliday(tx: WriteTx, id: number, holiday: Holiday): Promise<void> {
  await tx.run('UPDATE clinic_holidays SET `date` = ?, name = ? WHERE id = ?', [
    holiday.date,
    holiday.name,
    id,
  ]);
}

export async function deleteHoliday(tx: WriteTx, id: number): Promise<void> {
  await tx.run('DELETE FROM clinic_holidays WHERE id = ?', [id]);
}
