import type { InputOf } from '#shared/contract/contract';
import type { AppointmentId, DoctorId, PatientId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { PaperTray, TestWindow } from '#test/support/desk';
import { newVisit } from '#test/support/visits';

export type Page = InputOf<'consultation.save'>['page'];
type Medicine = Page['medicines'][number];

export const blankPage: Page = {
  complaint: null,
  diagnosis: null,
  medicines: [],
  tests: null,
  advice: null,
  reviewOn: null,
  tags: [],
};

export function medicine(name: string, changes: Partial<Medicine> = {}): Medicine {
  return { name, brand: null, dosage: '500 mg', frequency: '1-0-1', days: 5, instructions: null, ...changes };
}

export interface Consulted {
  readonly doctor: TestWindow;
  readonly doctorId: DoctorId;
  readonly patientId: PatientId;
  readonly appointmentId: AppointmentId;
}

let doctors = 0;

/** A doctor of the test's own, signed in, with a visit of a patient of its own. */
export async function consulting(
  clinic: SmallClinic,
  signedIn: (name: string) => Promise<TestWindow>,
): Promise<Consulted> {
  doctors += 1;
  const doctorId = await clinic.addSigningDoctor(`Doctor${String(doctors)}`, `doctor${String(doctors)}`);
  const doctor = await signedIn(`doctor${String(doctors)}`);
  const visit = await newVisit(clinic, { doctorId });
  const { appointment } = await doctor.ok('appointments.book', visit);
  return { doctor, doctorId, patientId: appointment.patientId, appointmentId: appointment.id };
}

/** A first draft of the visit. */
export async function draft({ doctor, appointmentId }: Consulted, page: Partial<Page> = {}) {
  const saved = await doctor.ok('consultation.save', {
    appointmentId,
    version: null,
    page: { ...blankPage, ...page },
  });
  return saved.prescription;
}

/** A prescription with these medicines, signed. */
export async function signed(visit: Consulted, ...medicines: readonly Medicine[]) {
  const { id, version } = await draft(visit, { medicines: [...medicines] });
  return (await visit.doctor.ok('consultation.sign', { id, version })).prescription;
}

/** What stands on the last sheet that came out. */
export function printedOn({ sheets }: PaperTray): string {
  const body = /<body>([\s\S]*)<\/body>/.exec(sheets.at(-1)?.html ?? '')?.[1];
  if (body === undefined) throw new Error('no sheet came out');
  return body;
}
