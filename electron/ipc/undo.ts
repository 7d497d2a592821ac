import type { InverseCall } from '#shared/contract/procedure';
import type { PersonKey, RequestId } from '#shared/values/ids';

/** Steps kept for each person (design section 2). */
const DEPTH = 10;

/** One change that can be taken back, or one undo that can be done again. */
export interface Step {
  /** The request that made the change: a repeat of it is not another change. */
  readonly requestId: RequestId;
  /** The call that made the change, for the screen's wording. */
  readonly call: string;
  readonly inverse: InverseCall;
}

type Direction = 'undo' | 'redo';

type Row = InverseCall['row'];

function isRow(a: Row, b: Row): boolean {
  return a.entity === b.entity && a.id === b.id;
}

/** Every row that a step's change touched, with the version it had before. */
function touchedBy({ inverse }: Step): readonly { readonly row: Row; readonly since: number | null }[] {
  return [inverse, ...(inverse.also ?? [])];
}

/** The version that carrying out a step gave the row; undefined when it left it alone. */
function versionAfter({ inverse }: Step, row: Row): number | undefined {
  return [inverse, ...(inverse.also ?? [])].find((touched) => isRow(touched.row, row))?.version;
}

/** What each person can take back and do again; in memory, since it is about the last minutes. */
export class UndoHistory {
  readonly #stacks = new Map<PersonKey, Record<Direction, Step[]>>();

  #of(person: PersonKey): Record<Direction, Step[]> {
    const known = this.#stacks.get(person);
    if (known) return known;
    const fresh = { undo: [], redo: [] };
    this.#stacks.set(person, fresh);
    return fresh;
  }

  /** A new change of the person's own: what was undone before can no longer be redone. */
  changed(person: PersonKey, step: Step): void {
    const stacks = this.#of(person);
    if ([...stacks.undo, ...stacks.redo].some(({ requestId }) => requestId === step.requestId)) return;
    stacks.redo = [];
    stacks.undo = [...stacks.undo, step].slice(-DEPTH);
  }

  last(person: PersonKey, direction: Direction): Step | null {
    return this.#of(person)[direction].at(-1) ?? null;
  }

  /** Drops a step that can never succeed any more. */
  drop(person: PersonKey, direction: Direction, step: Step): void {
    const stacks = this.#of(person);
    stacks[direction] = stacks[direction].filter((other) => other !== step);
  }

  /**
   * The step was carried out: `back` is its own inverse. Older steps of the same row, which expect the
   * version the row had before the step's change, follow it to its new version.
   */
  carriedOut(person: PersonKey, direction: Direction, step: Step, back: Step | null): void {
    this.drop(person, direction, step);
    if (!back) return;
    const stacks = this.#of(person);
    const follow = (older: Step): Step => {
      const { row, version } = older.inverse;
      const met = touchedBy(step).some((touched) => isRow(touched.row, row) && touched.since === version);
      const now = met ? versionAfter(back, row) : undefined;
      return now === undefined ? older : { ...older, inverse: { ...older.inverse, version: now } };
    };
    const other = direction === 'undo' ? 'redo' : 'undo';
    stacks[direction] = stacks[direction].map(follow);
    stacks[other] = [...stacks[other], back].slice(-DEPTH);
  }

  forget(person: PersonKey): void {
    this.#stacks.delete(person);
  }
}
