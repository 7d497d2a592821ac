import type { InputOf } from '#shared/contract/contract';
import type { DoctorDto } from '#shared/contract/doctors';
import { DoctorId } from '#shared/values/ids';

export type Whose = InputOf<'appointments.nextFree'>['whose'];

/** What the choice holds: `anyone`, `several`, `kind Skin`, `doctor 3`. */
export type WhoseChoice = 'anyone' | 'several' | `kind ${string}` | `doctor ${string}`;

export function choiceOfDoctor(id: number | null): WhoseChoice {
  return id === null ? 'anyone' : `doctor ${String(id)}`;
}

/** The doctor of a choice of one. */
export function doctorOf(choice: WhoseChoice): DoctorId | null {
  const parsed = DoctorId.safeParse(choice.startsWith('doctor ') ? Number(choice.slice(7)) : null);
  return parsed.success ? parsed.data : null;
}

/** The specialisation of a choice of one. */
export function kindOf(choice: WhoseChoice): string | null {
  return choice.startsWith('kind ') ? choice.slice(5) : null;
}

/** Whose times are asked for; null when nobody is chosen. Somebody may be allowed to book for some doctors only. */
export function whoseOf(
  choice: WhoseChoice,
  several: readonly number[],
  bookable: readonly DoctorDto[],
  isEverybody: boolean,
): Whose | null {
  const among = (ids: readonly number[]): Whose | null =>
    ids.length === 0 ? null : { kind: 'doctors', ids: [...ids] };
  const id = doctorOf(choice);
  if (id !== null) return among([id]);
  if (choice === 'several') return among(several);
  const kind = kindOf(choice);
  if (kind === null) return isEverybody ? { kind: 'anyone' } : among(bookable.map((doctor) => doctor.id));
  if (isEverybody) return { kind: 'specialization', name: kind };
  return among(bookable.filter((doctor) => doctor.specialization === kind).map((doctor) => doctor.id));
}
