import type { z } from 'zod';
import type { InputOf } from '#shared/contract/contract';
import type { Composed, ToldMark, VisitToTell } from '#shared/contract/messages';
import type { ClinicSettings } from '#shared/contract/settings';
import { clinicNow } from '#shared/domain/clinic-now';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import { type ClinicDate, dateOf } from '#shared/values/wall-clock';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import { serverNow } from '#electron/platform/server-now';
import { mailLink, whatsappLink } from './links';
import { internationalDigits } from '#electron/platform/phone';
import * as notes from './repository';
import { wordMessage } from './wording';

type Told = z.input<typeof ToldMark>;

export interface MessagesParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  /** Refuses someone who may not write in this doctor's column. */
  readonly checkMayWriteFor: (person: Person, doctorIds: readonly number[]) => void;
  /** The next day after this one on which any doctor works. */
  readonly nextOpenDay: (tx: ReadTx, date: ClinicDate) => Promise<ClinicDate>;
  /** The link of a visit by video; none for others. */
  readonly videoLinkOf: (tx: ReadTx, id: number) => Promise<{ readonly link: string | null }>;
}

function nameOf(row: Pick<notes.VisitRow, 'first_name' | 'last_name'>): string {
  return row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`;
}

function toTold(row: notes.NoteRow): Told {
  return {
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    kind: row.kind,
    way: row.way,
    by: row.by_name,
    at: utcStamp(row.told_at),
    holds: row.holds === 1,
    noted: row.withdrawn_at === null,
  };
}

/** The last word to the patient of each of these visits. */
export async function lastTold(tx: ReadTx, appointmentIds: readonly number[]): Promise<Map<number, Told>> {
  const newestFirst = await notes.notesOf(tx, appointmentIds);
  return new Map([...newestFirst].reverse().map((row) => [row.appointment_id, toTold(row)]));
}

/** The clinic's words to its patients, and who said them. Nothing is sent from here: people send. */
export class MessagesService {
  readonly #parts: MessagesParts;

  constructor(parts: MessagesParts) {
    this.#parts = parts;
  }

  /** A message ready to go, with the ways it can go. */
  async compose(
    tx: ReadTx,
    { appointmentId, kind }: InputOf<'messages.compose'>,
  ): Promise<z.input<typeof Composed>> {
    const settings = await this.#parts.settings.current();
    const visit = await openVisit(tx, appointmentId);
    // Whoever is told that there is no time any more needs no room.
    const { link } = kind === 'put_off' ? { link: null } : await this.#parts.videoLinkOf(tx, appointmentId);
    const { text, language } = wordMessage(
      {
        kind,
        patient: nameOf(visit),
        patientLanguage: visit.language,
        doctor: visit.doctor_name,
        start: wallTime(visit.start_time),
        link,
      },
      settings,
    );
    const digits = visit.phone === null ? null : internationalDigits(visit.phone, settings.country);
    const chat = digits === null ? null : whatsappLink(digits, text);
    return {
      appointmentId,
      patientName: nameOf(visit),
      language,
      text,
      phone: visit.phone,
      phoneProblem: visit.phone === null ? 'missing' : digits === null ? 'odd' : null,
      whatsapp: chat?.url ?? null,
      pastes: chat?.carries === false,
      email: visit.contact_email === null ? null : mailLink(visit.contact_email, settings.clinicName, text),
      told: await this.told(tx, appointmentId),
    };
  }

  async told(tx: ReadTx, appointmentId: number): Promise<Told[]> {
    return (await notes.notesOf(tx, [appointmentId])).map(toTold);
  }

  /** A day's booked visits; without a day, those of the next open one by the server's clock. */
  async day(
    tx: ReadTx,
    date: ClinicDate | null,
  ): Promise<{ date: string; visits: z.input<typeof VisitToTell>[] }> {
    const shown = date ?? (await this.#tomorrow(tx));
    const rows = await notes.bookedOn(tx, shown);
    const told = await lastTold(
      tx,
      rows.map(({ id }) => id),
    );
    const visits = rows.map((row) => ({
      appointmentId: row.id,
      patientId: row.patient_id,
      patientName: nameOf(row),
      patientPhone: row.phone,
      clinicNo: row.clinic_no,
      doctorId: row.doctor_id,
      start: wallTime(row.start_time),
      told: told.get(row.id) ?? null,
    }));
    return { date: shown, visits };
  }

  /** The next day on which anybody works: on a Saturday Monday's patients are reminded, and a holiday's nobody. */
  async #tomorrow(tx: ReadTx): Promise<ClinicDate> {
    const { timeZone } = await this.#parts.settings.current();
    const now = clinicNow(Date.parse(utcStamp(await serverNow(tx))), timeZone);
    return this.#parts.nextOpenDay(tx, dateOf(now));
  }

  /** Somebody told the patient; the program did not. */
  async note(
    { person, tx }: MutationContext,
    { appointmentId, kind, way }: InputOf<'messages.note'>,
  ): Promise<{ told: Told }> {
    const visit = await openVisit(tx, appointmentId);
    this.#parts.checkMayWriteFor(person, [visit.doctor_id]);
    const id = await notes.insertNote(tx, {
      appointmentId,
      kind,
      way,
      language: visit.language,
      startTold: visit.to_move_at === null ? visit.start_time : null,
      person: person.key,
    });
    return this.#tell({ person, tx }, 'messages.note', id);
  }

  async setNoted(
    { person, tx }: Pick<MutationContext, 'person' | 'tx'>,
    { id, version, noted }: InputOf<'messages.setNoted'>,
  ): Promise<{ told: Told }> {
    const row = await notes.noteById(tx, id, 'FOR UPDATE OF n');
    if (!row) throw notFound('message');
    this.#parts.checkMayWriteFor(person, [row.doctor_id]);
    if (row.version !== version) throw staleNote(row);
    await notes.setWithdrawn(tx, id, version, !noted);
    return this.#tell({ person, tx }, 'messages.setNoted', id);
  }

  async #tell(
    { person, tx }: Pick<MutationContext, 'person' | 'tx'>,
    action: string,
    id: number,
  ): Promise<{ told: Told }> {
    const row = await notes.noteById(tx, id, '');
    if (!row) throw notFound('message');
    const told = toTold(row);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'appointment',
      entityId: row.appointment_id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: null,
      before: null,
      after: { message: id, kind: told.kind, way: told.way, noted: told.noted },
    });
    await writeFeed(tx, { area: 'messages', entityId: row.appointment_id });
    return { told };
  }
}

/** A visit that somebody can still be told of. */
async function openVisit(tx: ReadTx, id: number): Promise<notes.VisitRow> {
  const visit = await notes.visitById(tx, id);
  if (!visit) throw notFound('appointment');
  if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
  return visit;
}

function staleNote(row: notes.NoteRow): Refusal {
  return new Refusal({
    code: 'CONFLICT',
    conflict: { kind: 'stale', entity: 'message', current: toTold(row), changedBy: null, changedAt: null },
  });
}
