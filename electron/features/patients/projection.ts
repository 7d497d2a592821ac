import {
  type MergedRecord,
  type PatientDto,
  PatientFields,
  type PatientIdentifier,
  type PatientSummary,
  type SeenFields,
} from '#shared/contract/patients';
import type { Described } from '#shared/domain/duplicates';
import { PatientId, PersonKey } from '#shared/values/ids';
import { birthAsGiven } from '#shared/values/person';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';
import type { PatientRow, WholePatientRow } from './repository';

// Another program may have written a day outside the years we take: shown as unknown rather than refused.
function dayOf(stored: string | null): ClinicDate | null {
  return ClinicDate.safeParse(stored).data ?? null;
}

/** A stored UTC stamp, `2027-01-04 05:45:00`, as an instant. */
export function instant(stored: string): UtcInstant {
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
    archivedAt: row.archived_at === null ? null : instant(row.archived_at),
  };
}

/** A merged record, as the one it is read as lists it. */
export function mergedOf(row: WholePatientRow): MergedRecord {
  return {
    id: PatientId.parse(row.id),
    version: row.version,
    clinicNo: row.clinic_no,
    firstName: row.first_name,
    lastName: row.last_name,
  };
}

/** A patient's row with what stands in other tables. */
export interface WholePatient {
  readonly row: WholePatientRow;
  readonly identifiers: readonly PatientIdentifier[];
  /** The records that were merged into this one directly. */
  readonly merged: readonly WholePatientRow[];
}

/** `actor` is the audit's: a person of ours, or a database account that wrote around us. */
export function dtoOf({ row, identifiers, merged }: WholePatient, actor: string | null): PatientDto {
  return {
    ...summaryOf(row),
    version: row.version,
    contactEmail: row.contact_email,
    oldFileNo: row.old_file_no,
    address: row.address,
    language: row.language,
    deskNotes: row.desk_notes,
    identifiers: [...identifiers],
    merged: merged.map(mergedOf),
    createdAt: instant(row.created_at),
    updatedAt: row.updated_at === null ? null : instant(row.updated_at),
    updatedBy: PersonKey.safeParse(actor).data ?? null,
  };
}

/** Every field, as the tables hold it. */
export type StoredFields = { readonly [Name in keyof SeenFields]-?: Exclude<SeenFields[Name], undefined> };

/** The row as reception would have typed it: what an edit is taken back to. */
export function fieldsOf({ row, identifiers }: WholePatient): StoredFields {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    contactEmail: row.contact_email,
    birth: birthAsGiven(dayOf(row.date_of_birth), row.birth_precision),
    gender: row.gender,
    guardian: row.guardian,
    oldFileNo: row.old_file_no,
    deskNotes: row.desk_notes,
    address: row.address,
    language: row.language,
    identifiers: [...identifiers],
  };
}

/** Some of the fields; a key that holds undefined counts as missing. */
export type SomeFields = { readonly [Name in keyof SeenFields]?: SeenFields[Name] | undefined };

export const FIELD_NAMES = PatientFields.keyof().options;

/** Some of the fields, each with its value. */
export type Touched = { -readonly [Name in keyof SeenFields]?: Exclude<SeenFields[Name], undefined> };

/** Of `fields`, the ones that `touched` holds. */
export function onlyTouched(fields: SomeFields, touched: SomeFields): Touched {
  const picked: Touched = {};
  const pick = <Name extends keyof SeenFields>(name: Name) => {
    const value = fields[name];
    // A value that is not undefined; the mapped type cannot be told so for a name yet unknown.
    if (touched[name] !== undefined && value !== undefined) picked[name] = value as Touched[Name];
  };
  FIELD_NAMES.forEach(pick);
  return picked;
}

/** What likeness is judged by. */
export function described(row: WholePatientRow): Described {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    contactEmail: row.contact_email,
    dateOfBirth: row.date_of_birth,
    birthPrecision: row.birth_precision,
    guardian: row.guardian,
  };
}
