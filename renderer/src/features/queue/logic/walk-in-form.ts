import type { InputOf } from '#shared/contract/contract';
import { PatientForm, patientFromSearch, type TypedPatient } from '../../patients/patient-schema';

/** The walk-in form as typed. */
export interface TypedWalkIn {
  /** Whoever was found; null for someone new. */
  readonly patientId: number | null;
  /** A name, or the digits of a phone. */
  readonly who: string;
  readonly birth: string;
  /** The phone of a name, or the name of a phone. */
  readonly other: string;
  /** A doctor's id, `any`, or `of:` and a specialisation. */
  readonly doctor: string;
  readonly reason: string;
}

export const emptyWalkIn: TypedWalkIn = {
  patientId: null,
  who: '',
  birth: '',
  other: '',
  doctor: '',
  reason: '',
};

type Field = 'who' | 'birth' | 'other' | 'doctor' | 'reason';
export type Wrong = Partial<Record<Field, string>>;

/** Whether what was typed first is a phone: the other box then asks for the name. */
export function isPhone(who: string): boolean {
  return /^[+\d][\d ()-]*$/.test(who.trim());
}

/** The form's box that a field of the call was typed into. */
export function boxOf(path: string, who: string): Field {
  const name = path.split('.').at(-1) ?? '';
  if (name === 'birth' || name === 'reason') return name;
  if (name === 'specialization' || path.startsWith('doctor')) return 'doctor';
  return (name === 'phone') === isPhone(who) ? 'who' : 'other';
}

function doctorOf(choice: string): InputOf<'queue.walkIn'>['doctor'] {
  if (choice === 'any') return { kind: 'earliest', specialization: null };
  if (choice.startsWith('of:')) return { kind: 'earliest', specialization: choice.slice(3) };
  return { kind: 'doctor', id: Number(choice) };
}

/** The fields of someone new as they stand so far. */
export function newPatientOf(typed: TypedWalkIn): TypedPatient {
  const [name, phone] = isPhone(typed.who) ? [typed.other, typed.who] : [typed.who, typed.other];
  return { ...patientFromSearch(name), phone, birth: typed.birth };
}

type Read =
  | { readonly ok: true; readonly input: InputOf<'queue.walkIn'> }
  | { readonly ok: false; readonly wrong: Wrong };

/** What was typed as the call wants it, or what is wrong at which box, by its code. */
export function readWalkIn(typed: TypedWalkIn): Read {
  const rest = { doctor: doctorOf(typed.doctor), reason: typed.reason.trim() === '' ? null : typed.reason };
  if (typed.patientId !== null) {
    return { ok: true, input: { patient: { kind: 'known', id: typed.patientId }, ...rest } };
  }
  const fields = PatientForm.safeParse(newPatientOf(typed));
  if (fields.success) return { ok: true, input: { patient: { kind: 'new', fields: fields.data }, ...rest } };
  const wrong: Wrong = {};
  for (const issue of fields.error.issues) {
    const box = boxOf(String(issue.path[0] ?? ''), typed.who);
    wrong[box] ??= issue.message;
  }
  return { ok: false, wrong };
}
