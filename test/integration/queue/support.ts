import type { InputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import { patientFields } from '#test/support/new-patient';

export type WalkIn = InputOf<'queue.walkIn'>;

/** The fields of someone whom nobody knows yet. */
export function newcomer(firstName: string, more: object = {}): WalkIn['patient'] {
  return { kind: 'new', fields: patientFields({ firstName, ...more }) };
}

/** Someone new who wants to see this doctor. */
export function walksIn(firstName: string, doctorId: DoctorId): WalkIn {
  return { patient: newcomer(firstName), doctor: { kind: 'doctor', id: doctorId }, reason: null };
}

/** A doctor who sees by number. */
export async function addTokenDoctor(clinic: SmallClinic, name: string): Promise<DoctorId> {
  const id = await clinic.addDoctor(name);
  await clinic.owner.query("UPDATE doctors SET sees_by = 'token', default_minutes = 10 WHERE id = ?", [id]);
  return id;
}
