/** The seed's four statuses, as the column has them. */
export type AppointmentStatus = 'scheduled' | 'checked_in' | 'completed' | 'cancelled';
export type ClosedAs = 'cancelled' | 'no_show' | 'left';

/** What a person sees: `in_room_at` splits checked_in, `closed_as` splits cancelled (design section 3). */
export const VISIT_STATES = [
  'scheduled',
  'waiting',
  'in_room',
  'done',
  'cancelled',
  'no_show',
  'left',
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** The states that a visit is moved to by its own steps; the other three are reached by closing it. */
export const OPEN_STATES = ['scheduled', 'waiting', 'in_room', 'done'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

export function visitState(row: {
  readonly status: AppointmentStatus;
  readonly inRoom: boolean;
  readonly closedAs: ClosedAs | null;
}): VisitState {
  switch (row.status) {
    case 'scheduled':
      return 'scheduled';
    case 'checked_in':
      return row.inRoom ? 'in_room' : 'waiting';
    case 'completed':
      return 'done';
    case 'cancelled':
      return row.closedAs ?? 'cancelled';
  }
}

const steps: Readonly<Record<VisitState, readonly VisitState[]>> = {
  scheduled: ['waiting', 'in_room', 'cancelled', 'no_show'],
  waiting: ['scheduled', 'in_room', 'done', 'cancelled', 'left'],
  in_room: ['waiting', 'done', 'left'],
  done: ['in_room'],
  cancelled: ['scheduled'],
  no_show: ['scheduled', 'waiting'],
  left: ['waiting'],
};

/**
 * Whether a visit may go from one state to another. Someone who arrived can leave but not become a
 * no-show; back is always one step.
 */
export function mayStep(from: VisitState, to: VisitState): boolean {
  return steps[from].includes(to);
}

/** The states reachable by one step, in the order in which a screen offers them. */
export function nextStates(from: VisitState): readonly VisitState[] {
  return steps[from];
}

/** A closed visit holds no slot; everything else holds its time. */
export function holdsSlot(state: VisitState): boolean {
  return state !== 'cancelled' && state !== 'no_show' && state !== 'left';
}
