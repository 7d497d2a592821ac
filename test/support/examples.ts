import type { CallName } from '#shared/contract/contract';
import { PASSWORD } from './clinic';

/** The rows that well-formed inputs point at. */
export interface ExampleRows {
  readonly doctorId: number;
  readonly patientId: number;
  readonly appointmentId: number;
  readonly jobId: number;
}

/** Who signs in where an input carries a name; the password is the tests' own. */
const SIGNING = 'meena';

/** One well-formed input for every call: where tests of all calls start from. */
export function exampleInputs(rows: ExampleRows): Readonly<Record<CallName, unknown>> {
  const atVersion = { id: rows.appointmentId, version: 1 };
  const visit = {
    doctorId: rows.doctorId,
    start: '2027-01-04T15:00',
    end: '2027-01-04T15:20',
    override: { rules: ['earlier_day', 'patient_elsewhere'], reason: 'Written down on paper' },
  };
  const paperSettings = {
    printer: { kind: 'named', name: 'Front_desk_80mm' },
    paper: 'roll_80',
    margins: { top: 3, right: 4, bottom: 3, left: 4 },
    headerPrePrinted: false,
  };
  const subject = { kind: 'appointment', id: rows.appointmentId };
  const late = { doctorId: rows.doctorId, date: '2027-01-04', from: '10:00' };
  const fields = {
    firstName: 'Kavya',
    lastName: 'Rao-D’Souza',
    phone: '+91 98450 12345',
    contactEmail: 'kavya@example.org',
    birth: { kind: 'age', value: 45, unit: 'years' },
    gender: 'female',
    guardian: 'Ravi Rao',
    oldFileNo: 'OF-1234/A',
    deskNotes: 'Prefers mornings',
    address: '12 MG Road, Pune',
    language: 'hi',
    identifiers: [{ kind: 'ABHA', value: '91-7356-2041-1234' }],
  };
  const sketch = {
    firstName: 'Kavya',
    lastName: 'Rao',
    phone: '98450 12345',
    contactEmail: null,
    birth: { kind: 'month', year: 1980, month: 1 },
    guardian: null,
  };
  return {
    'session.current': {},
    'session.sampleAccounts': {},
    'session.signIn': { name: SIGNING, password: PASSWORD },
    'session.signOut': {},
    'session.lock': {},
    'session.unlock': { password: PASSWORD },
    'session.changePassword': { current: PASSWORD, next: PASSWORD },
    'settings.get': {},
    'health.get': {},
    'desks.current': {},
    'desks.rename': { name: 'Front desk' },
    'presence.touch': { subject, mode: 'viewing' },
    'presence.leave': { subject },
    'presence.list': {},
    'drafts.save': { name: 'booking', body: '{"reason":"Fever"}' },
    'drafts.get': { name: 'booking' },
    'drafts.discard': { name: 'booking' },
    'doctors.list': {},
    'patients.search': { text: 'ka ra', after: null, limit: 20, removed: false },
    'patients.get': { id: rows.patientId },
    'patients.byNumber': { number: '10001' },
    'patients.family': { id: rows.patientId },
    'patients.visits': { id: rows.patientId, when: 'past', after: null, limit: 20 },
    'patients.glance': { ids: [rows.patientId] },
    'patients.likely': { sketch, exceptId: rows.patientId },
    'patients.register': { fields: { ...fields, identifiers: [] } },
    'patients.edit': { id: rows.patientId, version: 1, changes: fields, seen: fields },
    'patients.remove': { id: rows.patientId, version: 1 },
    'patients.bringBack': { id: rows.patientId, version: 1 },
    'patients.merge': { id: rows.patientId, version: 1, intoId: rows.patientId },
    'patients.unmerge': { id: rows.patientId, version: 1 },
    'appointments.day': { date: '2027-01-04', doctorIds: [rows.doctorId] },
    'appointments.week': { from: '2027-01-04', doctorId: rows.doctorId },
    'appointments.month': { from: '2026-12-28', doctorIds: [rows.doctorId] },
    'appointments.get': { id: rows.appointmentId },
    'appointments.videoLink': { id: rows.appointmentId },
    'appointments.book': {
      ...visit,
      patientId: rows.patientId,
      type: 'in_person',
      reason: 'Fever',
      deskNotes: null,
    },
    'appointments.reschedule': { ...atVersion, ...visit },
    'appointments.toMove': {},
    'appointments.park': {
      ...atVersion,
      as: { doctorId: rows.doctorId, start: visit.start, end: visit.end, since: '2027-01-04T04:00:00Z' },
    },
    'appointments.unpark': atVersion,
    'appointments.edit': { ...atVersion, changes: { type: null, reason: 'Rash', deskNotes: null } },
    'appointments.status': { ...atVersion, to: 'waiting' },
    'appointments.cancel': { ...atVersion, as: 'no_show', reason: 'Did not come' },
    'appointments.setState': { ...atVersion, to: 'scheduled', reason: null },
    'appointments.withdraw': atVersion,
    'appointments.reinstate': atVersion,
    'appointments.undo': {},
    'appointments.redo': {},
    'queue.walkIn': {
      patient: { kind: 'new', fields: { ...fields, identifiers: [] } },
      doctor: { kind: 'doctor', id: rows.doctorId },
      reason: 'Fever',
    },
    'queue.withdraw': { ...atVersion, registered: null },
    'queue.reinstate': { ...atVersion, registered: null },
    'queue.mark': { ...atVersion, step: 'called' },
    'queue.setSeesBy': { id: rows.doctorId, version: null, seesBy: 'token' },
    'late.preview': { ...late, minutes: 40, gaps: 'use' },
    'late.shift': { ...late, minutes: 40, gaps: 'use', seen: null },
    'late.endSession': { ...late, seen: null },
    'late.takeBack': { id: 1, version: 1 },
    'late.again': { id: 1, version: 1 },
    'late.day': { date: '2027-01-04' },
    'late.calls': { id: 1 },
    'messages.compose': { appointmentId: rows.appointmentId, kind: 'booked' },
    'messages.note': { appointmentId: rows.appointmentId, kind: 'booked', way: 'whatsapp' },
    'messages.setNoted': { id: 1, version: 1, noted: false },
    'messages.told': { appointmentId: rows.appointmentId },
    'messages.day': { date: null },
    'printing.daySheet': { date: '2027-01-04', doctorIds: [rows.doctorId], to: 'printer' },
    'printing.slip': { appointmentId: rows.appointmentId, to: 'printer' },
    'printing.label': { patientId: rows.patientId, to: 'printer' },
    'printing.card': { patientId: rows.patientId, to: 'file' },
    'printing.appointmentNote': { appointmentId: rows.appointmentId, to: 'printer' },
    'printing.testPage': { kind: 'slip', settings: paperSettings, to: 'printer' },
    'printing.printers': {},
    'printing.paperSettings': {},
    'printing.savePaperSettings': { kind: 'slip', settings: paperSettings },
    'printing.failed': {},
    'printing.again': { id: 1, to: 'printer' },
    'printing.forget': { id: 1 },
    'jobs.start': { kind: 'reindex' },
    'jobs.cancel': { id: rows.jobId },
    'jobs.list': {},
  };
}
