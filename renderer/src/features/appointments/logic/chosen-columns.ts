import type { DoctorDto } from '#shared/contract/doctors';

/** Which doctors' columns a desk wants to see, and in which order. */
export interface ColumnChoice {
  /** Doctors in the desk's own order; who is not in it follows in the clinic's. */
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  /** Only doctors of this specialisation; null: of all. */
  readonly specialisation: string | null;
}

/** Everybody, as the clinic orders them. */
export const EVERYBODY: ColumnChoice = { order: [], hidden: [], specialisation: null };

type Doctor = Pick<DoctorDto, 'id' | 'specialization'>;

/** The doctors in the desk's order. */
export function inOrder<D extends Doctor>(doctors: readonly D[], { order }: ColumnChoice): D[] {
  const place = ({ id }: D) => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...doctors].sort((a, b) => place(a) - place(b));
}

/** What doctors are there for, each once, in the order of their columns. */
export function specialisationsOf(doctors: readonly Doctor[]): string[] {
  return [...new Set(doctors.map(({ specialization }) => specialization).filter((kind) => kind !== null))];
}

/** The doctors of the chosen specialisation; all of them when nobody has it any more. */
export function ofSpecialisation<D extends Doctor>(doctors: readonly D[], choice: ColumnChoice): D[] {
  if (choice.specialisation === null) return [...doctors];
  const these = doctors.filter(({ specialization }) => specialization === choice.specialisation);
  return these.length === 0 ? [...doctors] : these;
}

/** The doctors whose columns are shown, in the desk's order. */
export function shownDoctors<D extends Doctor>(doctors: readonly D[], choice: ColumnChoice): D[] {
  return inOrder(
    ofSpecialisation(doctors, choice).filter(({ id }) => !choice.hidden.includes(id)),
    choice,
  );
}

/** The choice with a doctor before the one above, or after the one below, of those who are listed. */
export function withMoved(
  doctors: readonly Doctor[],
  choice: ColumnChoice,
  id: number,
  to: 'up' | 'down',
): ColumnChoice {
  const listed = inOrder(ofSpecialisation(doctors, choice), choice).map((doctor) => doctor.id as number);
  const at = listed.indexOf(id);
  const beside = at < 0 ? undefined : listed[to === 'up' ? at - 1 : at + 1];
  if (beside === undefined) return choice;
  const rest = inOrder(doctors, choice)
    .map((doctor) => doctor.id as number)
    .filter((other) => other !== id);
  const before = rest.indexOf(beside) + (to === 'up' ? 0 : 1);
  return { ...choice, order: [...rest.slice(0, before), id, ...rest.slice(before)] };
}

/** The choice with a doctor hidden, or shown again. */
export function withShown(choice: ColumnChoice, id: number, shown: boolean): ColumnChoice {
  const others = choice.hidden.filter((other) => other !== id);
  return { ...choice, hidden: shown ? others : [...others, id] };
}
