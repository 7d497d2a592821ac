import type { CallName } from '#shared/contract/contract';
import { type ExampleRows, exampleValues } from './example-values';

type OfTheRoom = Extract<
  CallName,
  | `consultation.${string}`
  | `conditions.${string}`
  | `notes.${string}`
  | `papers.${string}`
  | `templates.${string}`
  | `vitals.${string}`
  | `medicalHistory.${string}`
  | `documents.${string}`
  | `timeline.${string}`
  | `reviews.${string}`
>;

/** A row that is not there: who plays in the tests keeps the role, the password and what is written. */
export const NOBODY_ID = 2_000_000_000;
const NO_DOCUMENT = 'f'.repeat(24);

/** One well-formed input for every call of the consulting room and of what comes out of it. */
export function examplesOfTheRoom(rows: ExampleRows): Readonly<Record<OfTheRoom, unknown>> {
  const { visit, prescription, vitals } = exampleValues(rows);
  const surgery = { kind: 'surgery', what: 'Appendectomy', on: '2015-03', place: 'Pune' };
  const { medicines, tests, advice } = prescription;
  const template = { medicines, tests, advice };
  return {
    'consultation.open': { appointmentId: rows.appointmentId },
    'consultation.openChart': { patientId: rows.patientId, reason: 'Called in for a second opinion' },
    'consultation.suggest': { text: 'para' },
    'consultation.save': { appointmentId: rows.appointmentId, version: null, page: prescription },
    'consultation.attach': { appointmentId: rows.appointmentId, version: null, documentIds: [NO_DOCUMENT] },
    'consultation.sign': {
      id: NOBODY_ID,
      version: 1,
      override: { rules: ['allergic_to'], reason: 'Tolerated before' },
    },
    'consultation.amend': { id: NOBODY_ID, version: 1 },
    'consultation.void': { id: NOBODY_ID, version: 1, reason: 'Wrong patient' },
    'consultation.pageLayout': { id: rows.doctorId },
    'consultation.savePageLayout': { id: rows.doctorId, version: null, hidden: ['tests'], onPaper: false },
    'consultation.addAllergy': {
      appointmentId: rows.appointmentId,
      substance: 'Penicillin',
      reaction: 'Rash',
      severity: 'moderate',
    },
    'consultation.removeAllergy': { id: NOBODY_ID, version: 1, reason: 'Noted for somebody else' },
    'consultation.restoreAllergy': { id: NOBODY_ID, version: 1 },
    'conditions.add': { appointmentId: rows.appointmentId, name: 'Asthma', notes: 'Since school' },
    'conditions.setState': { id: NOBODY_ID, version: 1, state: 'resolved' },
    'conditions.remove': { id: NOBODY_ID, version: 1, reason: 'Noted for somebody else' },
    'conditions.restore': { id: NOBODY_ID, version: 1 },
    'notes.of': { appointmentId: rows.appointmentId },
    'notes.save': { appointmentId: rows.appointmentId, version: null, text: 'Sleeps badly' },
    'notes.sign': { id: NOBODY_ID, version: 1 },
    'notes.addendum': { id: NOBODY_ID, text: 'The report came: normal' },
    'notes.templates': {},
    'notes.addTemplate': { name: 'Fever', text: 'Since, chills, rash' },
    'notes.editTemplate': { id: NOBODY_ID, version: 1, name: 'Fever', text: 'Since, chills, rash, travel' },
    'notes.removeTemplate': { id: NOBODY_ID, version: 1 },
    'notes.restoreTemplate': { id: NOBODY_ID, version: 1 },
    'papers.of': { appointmentId: rows.appointmentId },
    'papers.sign': {
      appointmentId: rows.appointmentId,
      content: { kind: 'fitness', fitFor: 'Work', from: '2027-01-11' },
    },
    'papers.void': { id: NOBODY_ID, version: 1, reason: 'Wrong patient' },
    'templates.list': {},
    'templates.add': { name: 'Fever', page: template },
    'templates.edit': { id: NOBODY_ID, version: 1, name: 'High fever', page: template },
    'templates.remove': { id: NOBODY_ID, version: 1 },
    'templates.restore': { id: NOBODY_ID, version: 1 },
    'vitals.of': { appointmentId: rows.appointmentId, after: null, limit: 50 },
    'vitals.today': { appointmentId: rows.appointmentId },
    'vitals.add': { appointmentId: rows.appointmentId, values: vitals, note: null },
    'vitals.correct': { id: NOBODY_ID, version: 1, values: vitals, note: 'Another cuff' },
    'vitals.withdraw': { id: NOBODY_ID, version: 1, reason: 'Of somebody else' },
    'vitals.restore': { id: NOBODY_ID, version: 1 },
    'medicalHistory.of': { appointmentId: rows.appointmentId },
    'medicalHistory.today': { appointmentId: rows.appointmentId },
    'medicalHistory.add': { appointmentId: rows.appointmentId, fact: surgery },
    'medicalHistory.correct': { id: NOBODY_ID, version: 1, fact: { ...surgery, on: null } },
    'medicalHistory.withdraw': { id: NOBODY_ID, version: 1, reason: 'Of somebody else' },
    'medicalHistory.restore': { id: NOBODY_ID, version: 1 },
    'documents.list': { patientId: rows.patientId },
    'documents.visitOf': { code: `visit:${String(rows.appointmentId)}` },
    'documents.begin': {
      patientId: rows.patientId,
      fileName: 'scan.pdf',
      bytes: 1024,
      sha256: '0'.repeat(64),
    },
    'documents.part': { uploadId: NO_DOCUMENT, offset: 0, body: 'QUJD' },
    'documents.finish': { uploadId: NO_DOCUMENT },
    'documents.cancel': { uploadId: NO_DOCUMENT },
    'documents.describe': { id: NO_DOCUMENT, version: 1, fileName: 'scan.pdf', description: 'Left knee' },
    'documents.remove': { id: NO_DOCUMENT, version: 1 },
    'documents.restore': { id: NO_DOCUMENT, version: 1 },
    'documents.open': { id: NO_DOCUMENT },
    'timeline.page': {
      patientId: rows.patientId,
      opening: '3f6c1a52-8a1e-4b7c-9d3e-2d9a3a8b6c11',
      kinds: ['visit', 'note'],
      text: 'fever',
      after: '1799041500000.7.12',
      limit: 50,
    },
    'reviews.toBook': { atDesk: false },
    'reviews.missed': {},
    'reviews.book': { id: NOBODY_ID, start: visit.start, override: visit.override },
    'reviews.note': { id: NOBODY_ID, outcome: 'will_come' },
    'reviews.setNoted': { id: NOBODY_ID, version: 1, noted: false },
  };
}
