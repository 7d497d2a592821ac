import type { WaitingEntry } from '#shared/contract/waiting-list';
import type { PartOfDay } from '#shared/domain/next-free';
import type { Urgency } from '#shared/domain/waiting';
import { choiceOfDoctor, doctorOf, kindOf, type WhoseChoice } from '../next-free/whose';

/** An entry of the list as it is typed. */
export interface Typed {
  readonly choice: WhoseChoice;
  readonly from: string;
  readonly to: string;
  readonly parts: readonly PartOfDay[];
  readonly minutes: number;
  readonly urgency: Urgency;
  readonly note: string;
  readonly heldId: number | null;
}

/** What stands in the form for somebody who is on the list. */
export function typedOf({ whose, from, to, parts, minutes, urgency, note, held }: WaitingEntry): Typed {
  return {
    choice:
      whose.kind === 'doctor'
        ? choiceOfDoctor(whose.id)
        : whose.kind === 'specialization'
          ? `kind ${whose.name}`
          : 'anyone',
    from,
    to: to ?? '',
    parts,
    minutes,
    urgency,
    note: note ?? '',
    heldId: held?.appointmentId ?? null,
  };
}

/** What was typed, for the contract's own schema to read. */
export function fieldsOf(typed: Typed): unknown {
  const doctorId = doctorOf(typed.choice);
  const kind = kindOf(typed.choice);
  return {
    whose:
      doctorId !== null
        ? { kind: 'doctor', id: doctorId }
        : kind !== null
          ? { kind: 'specialization', name: kind }
          : { kind: 'anyone' },
    from: typed.from,
    to: typed.to.trim() === '' ? null : typed.to,
    parts: typed.parts,
    minutes: typed.minutes,
    urgency: typed.urgency,
    note: typed.note,
    heldId: typed.heldId,
  };
}
