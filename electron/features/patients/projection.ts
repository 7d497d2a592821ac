import { type PatientDto, PatientFields, type PatientSummary } from '#shared/contract/patients';
import { PatientId, PersonKey } from '#shared/values/ids';
import type { BirthInput } from '#shared/values/person';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';
import type { PatientRow, WholePatientRow } from './repository';

// Another program may have written a day outside the years we take: shown as unknown rather than refused.
function dayOf(stored: string | null): ClinicDate | null {
  return ClinicDate.safeParse(stored).data ?? null;
}

function instant(stored: string): UtcInstant {
  return UtcInstant.parse(`${stored.replace(' ', 'T')}Z`);
}

export function summaryOf(row: PatientRow): PatientSummary {
  return {
    id: PatientId.parse(row.id),
    clinicNo: row.clinic_no,
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    dateOfBirth: dayOf(row.date_of_birth),
    birthPrecision: row.birth_precision,
    gender: row.gender,
    guardian: row.guardian,
    deleted: row.is_deleted !== 0,
  };
}

/** `actor` is the audit's: a person of ours, or a database account that wrote around us. */
export function dtoOf(row: WholePatientRow, actor: string | null): PatientDto {
  return {
    ...summaryOf(row),
    version: row.version,
    contactEmail: row.contact_email,
    oldFileNo: row.old_file_no,
    deskNotes: row.desk_notes,
    createdAt: instant(row.created_at),
    updatedAt: row.updated_at === null ? null : instant(row.updated_at),
    updatedBy: PersonKey.safeParse(actor).data ?? null,
  };
}

function birthInputOf(row: WholePatientRow): BirthInput | null {
  const date = dayOf(row.date_of_birth);
  if (date === null) return null;
  const year = Number(date.slice(0, 4));
  switch (row.birth_precision) {
    case 'year':
      return { kind: 'year', year };
    case 'month':
      return { kind: 'month', year, month: Number(date.slice(5, 7)) };
    default:
      return { kind: 'date', date };
  }
}

/** The row as reception would have typed it: what an edit is taken back to. */
export function fieldsOf(row: WholePatientRow): PatientFields {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    contactEmail: row.contact_email,
    birth: birthInputOf(row),
    gender: row.gender,
    guardian: row.guardian,
    oldFileNo: row.old_file_no,
    deskNotes: row.desk_notes,
  };
}

/** Some of the fields; a key that holds undefined counts as missing. */
export type SomeFields = { [Name in keyof PatientFields]?: PatientFields[Name] | undefined };

const NAMES = PatientFields.keyof().options;

/** Of `fields`, the ones that `touched` holds. */
export function onlyTouched(fields: SomeFields, touched: SomeFields): Partial<PatientFields> {
  const picked: Partial<PatientFields> = {};
  const pick = <Name extends keyof PatientFields>(name: Name) => {
    const value = fields[name];
    if (touched[name] !== undefined && value !== undefined) picked[name] = value;
  };
  NAMES.forEach(pick);
  return picked;
}
