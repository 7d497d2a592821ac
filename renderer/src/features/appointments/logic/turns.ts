import type { AppointmentDto } from '#shared/contract/appointments';

type Row = Pick<AppointmentDto, 'id' | 'version'>;

/**
 * The order in which a desk's changes go out. A key pressed while the one before is still on its way must
 * not meet its own earlier change as if another desk had made it.
 */
export class Turns {
  readonly #chains = new Map<number, Promise<boolean>>();
  readonly #versions = new Map<number, number>();
  #back: Promise<void> = Promise.resolve();

  /** Runs after the earlier changes of this visit; not at all when one of them was refused. */
  async change(id: number, work: () => Promise<boolean>): Promise<boolean> {
    const before = Promise.all([this.#chains.get(id) ?? true, this.#back]);
    const turn = before.then(([wentWell]) => (wentWell ? work() : false));
    this.#chains.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#chains.get(id) === turn) this.#chains.delete(id);
    }
  }

  /** Undo and redo run alone: what they take back is what was done last, not what was answered last. */
  back(work: () => Promise<void>): Promise<void> {
    this.#back = Promise.all([this.#back, ...this.#chains.values()]).then(work);
    return this.#back;
  }

  /** Remembers how a change of this desk left a visit. */
  made({ id, version }: Row): void {
    this.#versions.set(id, version);
  }

  /** Whether the visit stands as this desk's own last change left it. */
  isMine({ id, version }: Row): boolean {
    return this.#versions.get(id) === version;
  }

  /** The version this person knows: the one on the screen, or a later one of their own making. */
  versionOf({ id, version }: Row): number {
    return Math.max(version, this.#versions.get(id) ?? 0);
  }
}
