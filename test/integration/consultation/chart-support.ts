import { contract } from '#shared/contract/contract';
import type { AppointmentId, PatientId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { newVisit } from '#test/support/visits';
import { filed } from '../documents/support';
import { timelineInput } from '../timeline/support';
import { type Consulted, consulting, medicine, signed } from './support';

/** Makes an opening, and so reads nothing itself. */
const OPENS = 'consultation.openChart';

/** Every call that reads what is clinical, from the contract itself. */
export const READS: readonly string[] = Object.entries(contract)
  .filter(([name, { permission }]) => permission === 'clinical.read' && name !== OPENS)
  .map(([name]) => name);

/** A patient of whom there is something of everything, and whose doctor it is. */
export interface Chart extends Consulted {
  /** An input of every call of `READS`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export const REASON = 'Called in for a second opinion';

export async function wholeChart(clinic: SmallClinic, desk: TestDesk): Promise<Chart> {
  const visit = await consulting(clinic, (name) => desk.signedIn(name));
  const { doctor, appointmentId, patientId } = visit;
  const prescription = await signed(visit, medicine('Paracetamol'));
  const content = { kind: 'fitness', fitFor: 'Work', from: '2027-01-11' } as const;
  const { paper } = await doctor.ok('papers.sign', { appointmentId, content });
  const { document } = await filed(doctor, patientId, 'Report.txt', Buffer.from('Haemoglobin 13'));
  return {
    ...visit,
    inputs: {
      'consultation.open': { appointmentId },
      'notes.of': { appointmentId },
      'papers.of': { appointmentId },
      'vitals.of': { appointmentId, after: null, limit: 50 },
      'medicalHistory.of': { appointmentId },
      'documents.list': { patientId },
      'documents.open': { id: document.id },
      'timeline.page': timelineInput(patientId),
      'printing.prescription': { prescriptionId: prescription.id, to: 'printer' },
      'printing.medicalPaper': { paperId: paper.id, to: 'printer' },
    },
  };
}

/** Another visit of the patient with this doctor, the next free quarter of an hour. */
export async function bookedWith(
  clinic: SmallClinic,
  { doctor, doctorId }: Consulted,
  patientId: PatientId,
): Promise<{ readonly id: AppointmentId; readonly version: number }> {
  const times = { start: '2027-01-04T16:00', end: '2027-01-04T16:15' };
  const visit = await newVisit(clinic, { doctorId, patientId, ...times });
  return (await doctor.ok('appointments.book', visit)).appointment;
}

/** How a call was answered: `ok`, or its refusal in a word. */
export async function answered(window: TestWindow, name: string, input: unknown): Promise<string> {
  const answer = await window.raw(name, input);
  if (answer.ok) return 'ok';
  const { error } = answer;
  return error.code === 'FORBIDDEN' ? error.permission : error.code;
}
