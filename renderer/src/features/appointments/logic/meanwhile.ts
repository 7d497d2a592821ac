import type { AppointmentDto } from '#shared/contract/appointments';

/** What of a visit another desk changed since a form began: only that is worth a word under the form. */
export interface Meanwhile {
  readonly place: boolean;
  readonly state: boolean;
  readonly type: boolean;
  readonly reason: boolean;
  readonly deskNotes: boolean;
}

type Told = Pick<
  AppointmentDto,
  'version' | 'doctorId' | 'start' | 'end' | 'state' | 'type' | 'reason' | 'deskNotes'
>;

/** Null when nothing was saved since; a visit that is only on its way here keeps its version. */
export function changedSince(began: Told, now: Told): Meanwhile | null {
  if (now.version === began.version) return null;
  return {
    place: now.doctorId !== began.doctorId || now.start !== began.start || now.end !== began.end,
    state: now.state !== began.state,
    type: now.type !== began.type,
    reason: now.reason !== began.reason,
    deskNotes: now.deskNotes !== began.deskNotes,
  };
}
