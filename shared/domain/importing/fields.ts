/** What can be brought in from a file. */
export const IMPORT_KINDS = ['patients', 'appointments', 'medicines'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a column of a file can hold, by the kind of import. */
export const IMPORT_FIELDS = {
  patients: [
    'name',
    'firstName',
    'lastName',
    'phone',
    'contactEmail',
    'birth',
    'gender',
    'guardian',
    'clinicNo',
    'oldFileNo',
    'identifier',
    'address',
    'deskNotes',
  ],
  appointments: [
    'doctor',
    'date',
    'time',
    'endTime',
    'minutes',
    'patientNo',
    'name',
    'phone',
    'type',
    'reason',
    'deskNotes',
  ],
  medicines: ['substance', 'brand', 'strength', 'form', 'withdrawn'],
} as const satisfies Readonly<Record<ImportKind, readonly string[]>>;

export const ALL_IMPORT_FIELDS = [
  ...IMPORT_FIELDS.patients,
  'doctor',
  'date',
  'time',
  'endTime',
  'minutes',
  'patientNo',
  'type',
  'reason',
  ...IMPORT_FIELDS.medicines,
] as const;
export type ImportField = (typeof ALL_IMPORT_FIELDS)[number];

/** One of each group must have a column, or no row could be read. */
export const NEEDED_FIELDS: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  patients: [['name', 'firstName']],
  appointments: [['doctor'], ['date'], ['patientNo', 'name']],
  medicines: [['substance']],
};

/** Whether an import of this kind has such a column. */
export function isFieldOf(kind: ImportKind, field: ImportField): boolean {
  return IMPORT_FIELDS[kind].some((one) => one === field);
}

/** Largest file, in bytes; ten thousand patients are two megabytes. */
export const MOST_BYTES = 12 * 1024 * 1024;
/** A list of medicines is longer than a clinic's file of patients, and its rows are short. */
export const MOST_ROWS: Readonly<Record<ImportKind, number>> = {
  patients: 10_000,
  appointments: 10_000,
  medicines: 30_000,
};
export const MOST_COLUMNS = 100;
/** Characters of one cell; longer than the longest column of the database. */
export const MOST_CELL = 4_000;
/** Bytes of one part of a file on its way up (design section 2). */
export const CHUNK_BYTES = 256 * 1024;
