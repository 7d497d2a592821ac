import { Temporal } from 'temporal-polyfill';
import { PatientFields } from '#shared/contract/patients';
import type { ImportField } from '#shared/domain/importing/fields';
import { type DateOrder, readDate, readGender, splitName } from '#shared/domain/importing/read-cells';
import { type BirthInput, birthOf, parseBirth } from '#shared/values/person';
import { optionalText } from '#shared/values/text';
import { internationalDigits } from '#electron/platform/phone';
import { problemOf } from './problems';
import type { PatientDraft, Problem } from './staged';

/** A row's cells by what they hold; a blank cell is missing. */
export type Cells = ReadonlyMap<ImportField, string>;

export interface ReadWith {
  readonly dateOrder: DateOrder;
  readonly today: Temporal.PlainDate;
  /** Two letters: what a phone without a country code is counted to. */
  readonly country: string;
}

const EARLIEST_BIRTH = Temporal.PlainDate.from('1900-01-01');
const CLINIC_NO = optionalText(20);

function nameOf(cells: Cells): { firstName: string; lastName: string | null } | null {
  const first = cells.get('firstName');
  const last = cells.get('lastName') ?? null;
  if (first !== undefined) return { firstName: first, lastName: last };
  const whole = cells.get('name') ?? last;
  return whole === null ? null : splitName(whole);
}

function birthInput(typed: string, order: DateOrder): BirthInput | null {
  const date = readDate(typed, order);
  if (date !== null) return { kind: 'date', date };
  // `45 years`, `8 months` and `10 days` as `45y`, `8m` and `10d`.
  return parseBirth(typed.replace(/^(\d{1,3})\s*(y|m|d)[a-z.]*$/i, '$1$2'));
}

type Born = Pick<PatientDraft, 'dateOfBirth' | 'birthPrecision'>;

function bornOf(typed: string | undefined, how: ReadWith, problems: Problem[]): Born {
  const unknown = { dateOfBirth: null, birthPrecision: null };
  if (typed === undefined) return unknown;
  const input = birthInput(typed, how.dateOrder);
  if (input === null) {
    problems.push(problemOf('birth', 'not_a_date', { value: typed }));
    return unknown;
  }
  const { date, precision } = birthOf(input, how.today);
  if (Temporal.PlainDate.compare(date, how.today) > 0) problems.push(problemOf('birth', 'birth_in_future'));
  else if (Temporal.PlainDate.compare(date, EARLIEST_BIRTH) < 0)
    problems.push(problemOf('birth', 'not_a_date', { value: typed }));
  return { dateOfBirth: date.toString(), birthPrecision: precision };
}

/** A patient of the row's cells, with everything that is wrong with them. */
export function readPatient(
  cells: Cells,
  how: ReadWith,
): { readonly draft: PatientDraft | null; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const name = nameOf(cells);
  if (name === null) return { draft: null, problems: [problemOf('name', 'no_name')] };
  const phone = cells.get('phone') ?? null;
  const typedGender = cells.get('gender');
  const gender = typedGender === undefined ? null : readGender(typedGender);
  if (typedGender !== undefined && gender === null)
    problems.push(problemOf('gender', 'unknown_choice', { value: typedGender }));
  const born = bornOf(cells.get('birth'), how, problems);
  const parsed = PatientFields.safeParse({
    ...name,
    phone,
    contactEmail: cells.get('contactEmail') ?? null,
    birth: null,
    gender,
    guardian: cells.get('guardian') ?? null,
    oldFileNo: cells.get('oldFileNo') ?? null,
    deskNotes: cells.get('deskNotes') ?? null,
    address: cells.get('address') ?? null,
    identifiers: cells.has('identifier') ? [{ kind: 'ABHA', value: cells.get('identifier') }] : [],
  });
  const clinicNo = CLINIC_NO.safeParse(cells.get('clinicNo') ?? null);
  if (!clinicNo.success) problems.push(problemOf('clinicNo', 'too_long', { max: 20 }));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      problems.push(
        problemOf(fieldAt(path, cells), message, { value: cells.get(fieldAt(path, cells)) ?? '' }),
      );
    }
  } else if (phone !== null && internationalDigits(phone, how.country) === null) {
    problems.push(problemOf('phone', 'not_a_phone', { value: phone }));
  }
  if (!parsed.success || !clinicNo.success || problems.length > 0) return { draft: null, problems };
  const { firstName, lastName, contactEmail, guardian, oldFileNo, deskNotes } = parsed.data;
  return {
    draft: {
      ...born,
      firstName,
      lastName,
      phone: parsed.data.phone,
      contactEmail,
      gender,
      guardian,
      oldFileNo,
      deskNotes,
      address: parsed.data.address ?? null,
      clinicNo: clinicNo.data,
      identifier: parsed.data.identifiers?.[0]?.value ?? null,
    },
    problems,
  };
}

const BY_PATH: Readonly<Record<string, ImportField>> = {
  firstName: 'firstName',
  lastName: 'lastName',
  phone: 'phone',
  contactEmail: 'contactEmail',
  gender: 'gender',
  guardian: 'guardian',
  oldFileNo: 'oldFileNo',
  deskNotes: 'deskNotes',
  address: 'address',
  identifiers: 'identifier',
};

function fieldAt(path: readonly PropertyKey[], cells: Cells): ImportField {
  const field = BY_PATH[String(path[0])] ?? 'name';
  return (field === 'firstName' || field === 'lastName') && !cells.has(field) ? 'name' : field;
}
