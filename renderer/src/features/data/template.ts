import { unparse } from 'papaparse';
import type { ImportKind } from '#shared/domain/importing/fields';

/** Headings that are understood by themselves, in English: a file to fill in. */
const HEADINGS: Readonly<Record<ImportKind, readonly string[]>> = {
  patients: [
    'First name',
    'Last name',
    'Phone',
    'Email',
    'Date of birth',
    'Gender',
    'Guardian',
    'Clinic number',
    'Old file number',
    'ABHA',
    'Address',
    'Notes',
  ],
  appointments: [
    'Doctor',
    'Date',
    'Time',
    'Minutes',
    'Patient number',
    'Name',
    'Phone',
    'Type',
    'Reason',
    'Notes',
  ],
  medicines: ['Substance', 'Brand', 'Strength', 'Form', 'Withdrawn'],
};

/** A CSV of headings only, with the mark that spreadsheets need to read UTF-8. */
export function templateOf(kind: ImportKind): Blob {
  return new Blob(['\uFEFF', unparse([[...HEADINGS[kind]]]), '\r\n'], { type: 'text/csv;charset=utf-8' });
}
