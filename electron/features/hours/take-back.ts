import type { z } from 'zod';
import type { HoursChangeDto } from '#shared/contract/hours';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import { type AtVersion, bringBack, lockPatientsOf, setAside } from './aside';
import { type ChangeRow, changeById, markChange } from './changes-repository';
import { checkMayChangeHours, checkMayCloseClinic } from './policy';
import { type HoursService, type Prospect, refuseClashes } from './service';
import { type HoursSteps, reversed, standsBefore } from './steps';
import { writeSteps } from './writing';

type Answer = z.input<typeof HoursChangeDto>;

/** Undo and redo of a change of hours, as long as its rows still stand as it left them. */
export class HoursUndo {
  readonly #hours: HoursService;

  constructor(hours: HoursService) {
    this.#hours = hours;
  }

  /** Rules and holidays as they were before; visits that were set aside on their times again, where those are free. */
  async takeBack(context: MutationContext, at: AtVersion): Promise<Answer> {
    const change = await this.#locked(context, at, true);
    const steps = reversed(change.record);
    const prospect = await this.#prospect(context, change, steps);
    // What was opened has been booked since: that is for a person to look at, not for an undo.
    if (prospect.outside.length > 0) throw ruleBroken('visits_outside', { count: prospect.outside.length });
    await writeSteps(context.tx, change.doctor_id, steps);
    const { stayed } = await bringBack(context, 'hours.takeBack', change.record.aside);
    return this.#done(context, 'hours.takeBack', change, steps, {
      aside: change.record.aside,
      moved: 0,
      stayed,
    });
  }

  /** The change once more, with the visits that it had set aside, if they stand in the way again. */
  async again(context: MutationContext, at: AtVersion): Promise<Answer> {
    const change = await this.#locked(context, at, false);
    const prospect = await this.#prospect(context, change, change.record);
    const known = new Set(change.record.aside.map(({ id }) => id));
    if (prospect.outside.some(({ id }) => !known.has(id))) {
      throw ruleBroken('visits_outside', { count: prospect.outside.length });
    }
    await writeSteps(context.tx, change.doctor_id, change.record);
    const aside = await setAside(context, 'hours.again', prospect.outside);
    return this.#done(context, 'hours.again', change, change.record, {
      aside,
      moved: aside.length,
      stayed: 0,
    });
  }

  /** The change at the version that is meant, with everything locked that it touched. */
  async #locked({ person, tx }: MutationContext, at: AtVersion, takeBack: boolean): Promise<ChangeRow> {
    const known = await changeById(tx, at.id, '');
    if (!known) throw notFound('hours_change');
    if (known.doctor_id === null) checkMayCloseClinic(person);
    else checkMayChangeHours(person, known.doctor_id);
    await lockPatientsOf(
      tx,
      known.record.aside.map(({ id }) => id),
    );
    await this.#hours.lock(tx, known.doctor_id);
    const change = await changeById(tx, at.id, 'FOR UPDATE');
    const isDone = change?.taken_back_at === null;
    if (change?.version !== at.version || isDone !== takeBack) throw ruleBroken('cannot_undo_any_more');
    return change;
  }

  async #prospect({ tx }: MutationContext, change: ChangeRow, steps: HoursSteps): Promise<Prospect> {
    const now = await this.#hours.lock(tx, change.doctor_id);
    const prospect = await this.#hours.prospect(tx, change.doctor_id, now, ({ state }) => {
      if (!standsBefore(state, steps)) throw ruleBroken('cannot_undo_any_more');
      return steps;
    });
    refuseClashes(prospect);
    return prospect;
  }

  async #done(
    context: MutationContext,
    action: string,
    change: ChangeRow,
    steps: HoursSteps,
    visits: { readonly aside: readonly AtVersion[]; readonly moved: number; readonly stayed: number },
  ): Promise<Answer> {
    const aside = visits.aside.map(({ id, version }) => ({ id, version }));
    await markChange(context.tx, change.id, {
      takenBack: action === 'hours.takeBack',
      record: { ...change.record, aside },
      person: context.person.key,
    });
    const { id, doctor_id: doctorId } = change;
    const said = { movedAside: visits.moved, stayed: visits.stayed };
    return this.#hours.tell(
      context,
      action,
      { id, version: change.version + 1, doctorId },
      { ...steps, aside },
      said,
    );
  }
}
