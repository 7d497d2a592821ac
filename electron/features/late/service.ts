import type { z } from 'zod';
import type { DelayOutcome } from '#shared/contract/late';
import type { InputOf, ParsedInputOf } from '#shared/contract/contract';
import type { ClinicSettings } from '#shared/contract/settings';
import { type DelayStep, type GapWay, planDelay, planEnd, whoCanReturn } from '#shared/domain/delay';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext, Person } from '#electron/ipc/context';
import { LateRefusal, type ReadTx, type WriteTx } from '#electron/mysql/transactions';
import { writeAudit, writeAudits } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { writeOutboxes } from '#electron/platform/outbox';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import type { HoursSource } from '#electron/platform/hours-source';
import type { CallLists } from './calls';
import { beginningOf, doctorsDay, everyoneLeft } from './day';
import { afterOf, beforeOf, nameOf, standsAt, timesOf, toDelay } from './projection';
import * as delays from './repository';

type Outcome = z.input<typeof DelayOutcome>;
type Stayed = Outcome['stayed'][number];
type Wish = Omit<ParsedInputOf<'late.shift'>, 'minutes' | 'gaps'>;
type AtVersion = InputOf<'late.takeBack'>;

export interface SettingsSource {
  current(): Promise<ClinicSettings>;
}

export interface LateParts {
  readonly hours: HoursSource;
  readonly settings: SettingsSource;
  readonly calls: CallLists;
  /** Refuses someone who may not write in this doctor's column. */
  readonly checkMayWriteFor: (person: Person, doctorIds: readonly number[]) => void;
}

/** The set of visits changed between reading and locking, or one of them took a place: read it all again. */
function startAgain(): LateRefusal {
  return new LateRefusal(() => Promise.resolve(null));
}

/** A doctor who is late or leaves. Locks go patients, doctor, appointments, each ascending. */
export class LateService {
  readonly #parts: LateParts;

  constructor(parts: LateParts) {
    this.#parts = parts;
  }

  shift(context: MutationContext, input: ParsedInputOf<'late.shift'>): Promise<Outcome> {
    return this.#delay(context, input, { minutes: input.minutes, gaps: input.gaps });
  }

  endSession(context: MutationContext, input: ParsedInputOf<'late.endSession'>): Promise<Outcome> {
    return this.#delay(context, input, null);
  }

  /** Puts everybody back who still stands where the delay put them. */
  takeBack(context: MutationContext, at: AtVersion): Promise<Outcome> {
    return this.#return(context, at, 'before');
  }

  /** The delay once more, for those who stand where they stood before it. */
  again(context: MutationContext, at: AtVersion): Promise<Outcome> {
    return this.#return(context, at, 'after');
  }

  async #delay(
    { person, tx }: MutationContext,
    wish: Wish,
    by: { readonly minutes: number; readonly gaps: GapWay } | null,
  ): Promise<Outcome> {
    this.#parts.checkMayWriteFor(person, [wish.doctorId]);
    const { timeZone } = await this.#parts.settings.current();
    const seen = await delays.visitsOfDay(tx, wish.doctorId, wish.date, '');
    const patients = new Set(seen.map((row) => row.patient_id));
    await delays.lockPatients(tx, [...patients]);
    const serverNow = await delays.lockDoctor(tx, wish.doctorId);
    if (serverNow === null) throw notFound('doctor');
    await refuseSecond(tx, wish);
    const beginning = beginningOf(wish.date, wish.from, serverNow, timeZone);
    const rows = await delays.visitsOfDay(tx, wish.doctorId, wish.date, 'FOR UPDATE OF a');
    if (rows.some((row) => !patients.has(row.patient_id))) throw startAgain();
    const [hours] = await this.#parts.hours.hoursOn(tx, [wish.doctorId], wish.date, wish.date);
    const facts = { hours, timeZone };
    const steps = by
      ? planDelay(doctorsDay(rows, wish.date, beginning, facts), by.minutes, by.gaps)
      : planEnd(everyoneLeft(rows, wish.date, beginning, facts));
    if (steps.length === 0) throw ruleBroken('nobody_to_move');
    const id = await delays.insertDelay(tx, {
      doctorId: wish.doctorId,
      date: wish.date,
      from: beginning.from,
      minutes: by?.minutes ?? null,
      gaps: by?.gaps ?? null,
      person: person.key,
    });
    await delays.insertDelayedVisits(tx, id, steps);
    const action = by ? 'late.shift' : 'late.endSession';
    const touched = await place({ tx, person, action }, rows, latestFirst(steps));
    return this.#tell({ tx, person, action }, id, touched, []);
  }

  async #return({ person, tx }: MutationContext, at: AtVersion, side: 'before' | 'after'): Promise<Outcome> {
    const known = await delays.delayById(tx, at.id, '');
    if (!known) throw notFound('delay');
    this.#parts.checkMayWriteFor(person, [known.doctor_id]);
    const seen = await delays.visitsOfDelay(tx, at.id, '');
    await delays.lockPatients(
      tx,
      seen.map((row) => row.patient_id),
    );
    await delays.lockDoctor(tx, known.doctor_id);
    const delay = await delays.delayById(tx, at.id, 'FOR UPDATE OF d');
    if (delay?.version !== at.version) throw await stale(tx, delay ?? known);
    const rows = await delays.visitsOfDelay(tx, at.id, 'FOR UPDATE OF a');
    const day = await delays.visitsOfDay(tx, delay.doctor_id, delay.date, 'FOR UPDATE OF a');

    const goal = side === 'before' ? beforeOf : afterOf;
    const left = side === 'before' ? afterOf : beforeOf;
    const candidates = rows.filter((row) => standsAt(row, delay.doctor_id, left(row)));
    const returning = new Set(candidates.map((row) => row.id));
    const { going, staying } = whoCanReturn(
      candidates.map((row) => ({ id: row.id, now: left(row), target: goal(row) })),
      day.filter((row) => row.kind === 'slot' && !returning.has(row.id)).map(timesOf),
    );
    const stayed = rows.flatMap((row): Stayed[] => {
      const why = !returning.has(row.id)
        ? 'changed'
        : staying.some(({ id }) => id === row.id)
          ? 'taken'
          : null;
      return why ? [{ appointmentId: row.id, patientName: nameOf(row), start: timesOf(row).start, why }] : [];
    });
    const steps = going.map(({ id, now, target }) => ({ id, before: now, after: target }));
    const action = side === 'before' ? 'late.takeBack' : 'late.again';
    const touched = await place(
      { tx, person, action },
      rows,
      side === 'before' ? latestFirst(steps).reverse() : latestFirst(steps),
    );
    await delays.markDelay(tx, { ...at, person: person.key }, side === 'before');
    return this.#tell({ tx, person, action }, at.id, touched, stayed);
  }

  async #tell(
    { tx, person, action }: Writing,
    id: number,
    touched: Outcome['touched'],
    stayed: Stayed[],
  ): Promise<Outcome> {
    const { delay, calls } = await this.#parts.calls.of(tx, id);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'delay',
      entityId: id,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: null,
      after: { delay, moved: touched.length, stayed: stayed.length },
    });
    await writeFeed(tx, { area: 'late', entityId: id });
    return { delay, calls, stayed, touched };
  }
}

interface Writing {
  readonly tx: WriteTx;
  readonly person: Person;
  readonly action: string;
}

type Placing = Omit<DelayStep, 'before'> & { readonly before: DelayStep['before'] | null };

/** First those that give their time up, then the latest first: nobody is moved onto one who has not gone yet. */
function latestFirst<T extends Placing>(steps: readonly T[]): T[] {
  const key = ({ after }: Placing) => after?.start ?? '9';
  return [...steps].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : a.id - b.id));
}

/** Carries the steps out in their order, each with its line in the audit and in the outbox. */
async function place(
  { tx, person, action }: Writing,
  rows: readonly delays.VisitRow[],
  steps: readonly Placing[],
): Promise<Outcome['touched']> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const done = steps.map((step) => {
    const row = byId.get(step.id);
    if (!row) throw startAgain();
    return { ...step, row, version: row.version + 1 };
  });
  try {
    for (const { id, row, after } of done) {
      const at = { id, version: row.version, person: person.key };
      if (!(await delays.placeVisit(tx, at, after))) throw startAgain();
    }
  } catch (error) {
    throw error instanceof delays.SlotTaken ? startAgain() : error;
  }
  await writeAudits(
    tx,
    done.map(({ id, row, before, after, version }) => ({
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'appointment',
      entityId: id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: null,
      before: { version: row.version, times: before, toMove: before === null },
      after: { version, times: after, toMove: after === null },
    })),
  );
  await writeOutboxes(
    tx,
    done.map(({ id, version }) => ({ topic: 'visit', entityId: id, version })),
  );
  return done.map(({ id, row, version }) => ({ id, since: row.version, version }));
}

/** Somebody delayed the same day since this desk looked: it looks again before it delays it once more. */
async function refuseSecond(tx: WriteTx, { doctorId, date, seen }: Wish): Promise<void> {
  const last = await delays.lastDelay(tx, doctorId, date);
  if (last && (last.id !== seen?.id || last.version !== seen.version)) throw await stale(tx, last);
}

async function stale(tx: ReadTx, delay: delays.DelayRow): Promise<Refusal> {
  const current = toDelay(delay);
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'delay',
      current,
      changedBy: delay.updated_by === null ? current.by : await nameOfPerson(tx, delay.updated_by),
      changedAt: delay.taken_back_at === null ? current.at : utcStamp(delay.taken_back_at),
    },
  });
}
