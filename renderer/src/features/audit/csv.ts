import { unparse } from 'papaparse';
import type { AuditEntry } from '#shared/contract/audit';
import { CSV_LINE_END, CSV_MARK, CSV_WRITING } from '#shared/domain/csv';

/** The columns of the file, by their names in this program whatever the language: other programs read them. */
const COLUMNS = [
  'id',
  'at_utc',
  'at_clinic',
  'person',
  'person_name',
  'action',
  'what',
  'outcome',
  'patient_id',
  'patient_name',
  'desk_id',
  'desk_name',
  'entity',
  'entity_id',
  'reason',
  'before',
  'after',
] as const;

export interface CsvWords {
  readonly what: (action: string) => string;
  readonly clinicTime: (at: AuditEntry['at']) => string;
}

function written(rows: readonly (readonly (string | number | null)[])[]): string {
  return unparse(
    rows.map((row) => [...row]),
    CSV_WRITING,
  );
}

export function csvHead(): string {
  return CSV_MARK + written([COLUMNS]) + CSV_LINE_END;
}

function json(value: AuditEntry['before']): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** One page of entries as lines of the file. */
export function csvLines(entries: readonly AuditEntry[], words: CsvWords): string {
  if (entries.length === 0) return '';
  const rows = entries.map((entry) => [
    entry.id,
    entry.at,
    words.clinicTime(entry.at),
    entry.actor,
    entry.actorName,
    entry.action,
    words.what(entry.action),
    entry.outcome,
    entry.patientId,
    entry.patientName,
    entry.deskId,
    entry.deskName,
    entry.entity,
    entry.entityId,
    entry.reason,
    json(entry.before),
    json(entry.after),
  ]);
  return written(rows) + CSV_LINE_END;
}
