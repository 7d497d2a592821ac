import { z } from 'zod';
import { GENDERS, PatientFields, type PatientDto, type SeenFields } from '#shared/contract/patients';
import { fieldIssues, messageOf } from '#shared/errors/from-zod';
import { birthAsGiven, parseBirth } from '#shared/values/person';

/** The fields as typed: text, with '' for what is not given. */
export const TypedPatient = z.object({
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  contactEmail: z.string(),
  birth: z.string(),
  gender: z.enum(['', ...GENDERS]),
  guardian: z.string(),
  oldFileNo: z.string(),
  deskNotes: z.string(),
  address: z.string(),
  /** A template's tag, `hi`; '' for the clinic's own. */
  language: z.string(),
});
export type TypedPatient = z.infer<typeof TypedPatient>;
export type TypedField = keyof TypedPatient;

/** Every field, in the order of the form. */
export const TYPED_FIELDS = TypedPatient.keyof().options;

function orNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed;
}

/** The form's schema: what was typed, read as the contract's own fields; its codes come back as messages. */
export const PatientForm = TypedPatient.transform((typed, context) => {
  const birth = orNull(typed.birth) === null ? null : parseBirth(typed.birth);
  if (birth === null && orNull(typed.birth) !== null) {
    context.addIssue({ code: 'custom', path: ['birth'], message: 'not_a_date' });
  }
  const parsed = PatientFields.safeParse({
    firstName: typed.firstName,
    lastName: orNull(typed.lastName),
    phone: orNull(typed.phone),
    contactEmail: orNull(typed.contactEmail),
    birth,
    gender: typed.gender === '' ? null : typed.gender,
    guardian: orNull(typed.guardian),
    oldFileNo: orNull(typed.oldFileNo),
    deskNotes: orNull(typed.deskNotes),
    address: orNull(typed.address),
    language: orNull(typed.language),
  });
  if (parsed.success) return parsed.data;
  for (const issue of fieldIssues(parsed.error)) {
    context.addIssue({ code: 'custom', path: [issue.path.split('.')[0] ?? ''], message: messageOf(issue) });
  }
  return z.NEVER;
});

export const emptyPatient: TypedPatient = {
  firstName: '',
  lastName: '',
  phone: '',
  contactEmail: '',
  birth: '',
  gender: '',
  guardian: '',
  oldFileNo: '',
  deskNotes: '',
  address: '',
  language: '',
};

/** What was typed into the search, put where it belongs: digits are a phone, words a name. */
export function patientFromSearch(typed: string): TypedPatient {
  if (/^[+\d][\d ()-]*$/.test(typed)) return { ...emptyPatient, phone: typed };
  const words = typed
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1));
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return {
    ...emptyPatient,
    firstName: (words.length > 1 ? words.slice(0, -1) : words).join(' '),
    lastName: last,
  };
}

/** Birth as it would be typed, so that an estimate stays one: `1980` for a year, `05/1980` for a month. */
function birthAsTyped(patient: PatientDto): string {
  if (!patient.dateOfBirth) return '';
  const [year = '', month = '', day = ''] = patient.dateOfBirth.split('-');
  switch (patient.birthPrecision) {
    case 'year':
      return year;
    case 'month':
      return `${month}/${year}`;
    default:
      return `${day}/${month}/${year}`;
  }
}

export function patientAsTyped(patient: PatientDto): TypedPatient {
  return {
    firstName: patient.firstName,
    lastName: patient.lastName ?? '',
    phone: patient.phone ?? '',
    contactEmail: patient.contactEmail ?? '',
    birth: birthAsTyped(patient),
    gender: patient.gender ?? '',
    guardian: patient.guardian ?? '',
    oldFileNo: patient.oldFileNo ?? '',
    deskNotes: patient.deskNotes ?? '',
    address: patient.address ?? '',
    language: patient.language ?? '',
  };
}

/** The fields as a save names what it was typed over. */
export function seenFields(patient: PatientDto): Required<Omit<SeenFields, 'identifiers'>> {
  return {
    firstName: patient.firstName,
    lastName: patient.lastName,
    phone: patient.phone,
    contactEmail: patient.contactEmail,
    birth: birthAsGiven(patient.dateOfBirth, patient.birthPrecision),
    gender: patient.gender,
    guardian: patient.guardian,
    oldFileNo: patient.oldFileNo,
    deskNotes: patient.deskNotes,
    address: patient.address,
    language: patient.language,
  };
}

/** Of the fields, the touched ones: what another desk changed meanwhile in the others stays. */
export function touchedFields<Fields extends object>(
  fields: Fields,
  touched: Readonly<Partial<Record<TypedField, unknown>>>,
): Partial<Fields> {
  // Object.entries knows its keys as strings only; they are the fields' own.
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => touched[name as TypedField]),
  ) as Partial<Fields>;
}

/** A relative's first sheet: where the family lives, how it is reached, in which language, and who answers for it. */
export function relativeOf(patient: PatientDto): TypedPatient {
  return {
    ...emptyPatient,
    phone: patient.phone ?? '',
    address: patient.address ?? '',
    language: patient.language ?? '',
    guardian: patient.guardian ?? [patient.firstName, patient.lastName].filter(Boolean).join(' '),
  };
}
