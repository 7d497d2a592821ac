import type { z } from 'zod';
import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { VisitNote } from '#shared/contract/notes';
import type { SessionDto } from '#shared/contract/session';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { writeOutbox } from '#electron/platform/outbox';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import type { ConsultationReads } from './consultation';
import { type LockPatient, lockedVisit } from './locked-visit';
import * as repository from './notes-repository';
import { seesDrafts } from './policy';
import { visitById } from './repository';

type Note = z.input<typeof VisitNote>;
type NoteRow = repository.NoteRow;

export type NotesParts = ConsultationReads & { readonly lockPatient: LockPatient };

/** What a doctor notes of a visit. Locks go patient, visit; a signed note never changes again. */
export class Notes {
  readonly #parts: NotesParts;

  constructor(parts: NotesParts) {
    this.#parts = parts;
  }

  async of(tx: ReadTx, session: SessionDto, appointmentId: number): Promise<AnswerOf<'notes.of'>> {
    const visit = await visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    const { records } = await this.#parts.readable(tx, session, visit.patient_id);
    const row = await repository.noteOfVisit(tx, appointmentId);
    const isShown = row !== null && (row.signed_at !== null || seesDrafts(session, visit));
    const [note] = isShown ? await shown(tx, [row]) : [];
    const earlier = await repository.signedNotesBefore(tx, records, appointmentId);
    return {
      patientId: records[0] ?? visit.patient_id,
      note: note ?? null,
      earlier: await shown(tx, earlier),
    };
  }

  /** Keeps the draft, as typed. One that is there already, from another window, is never written over. */
  async save(context: MutationContext, input: ParsedInputOf<'notes.save'>): Promise<{ note: Note }> {
    const { tx, person } = context;
    const visit = await lockedVisit(context, this.#parts.lockPatient, input.appointmentId);
    const row = await repository.noteOfVisit(tx, visit.id);
    if (row && row.signed_at !== null) throw ruleBroken('note_signed');
    if ((row?.version ?? null) !== input.version) throw await stale(tx, row);
    if (row) {
      await repository.updateNote(tx, row.id, input.text, person.key);
      return { note: await noteOf(tx, row.id) };
    }
    return { note: await noteOf(tx, await repository.insertNote(tx, visit, input.text, person.key)) };
  }

  async sign(
    context: MutationContext,
    { id, version }: ParsedInputOf<'notes.sign'>,
  ): Promise<{ note: Note }> {
    const row = await this.#locked(context, id);
    if (row.signed_at !== null) throw ruleBroken('note_signed');
    if (row.version !== version) throw await stale(context.tx, row);
    if (row.body.trim() === '') throw ruleBroken('note_empty');
    await repository.signNote(context.tx, id, context.person.key);
    const note = await this.#tell(context, 'notes.sign', row);
    await writeOutbox(context.tx, { topic: 'note', entityId: id, version: note.version });
    return { note };
  }

  async addendum(
    context: MutationContext,
    { id, text }: ParsedInputOf<'notes.addendum'>,
  ): Promise<{ note: Note }> {
    const row = await this.#locked(context, id);
    if (row.signed_at === null) throw ruleBroken('note_not_signed');
    const entityId = await repository.insertAddendum(context.tx, id, text, context.person.key);
    await writeOutbox(context.tx, { topic: 'addendum', entityId, version: 1 });
    return { note: await this.#tell(context, 'notes.addendum', row) };
  }

  async #locked(context: MutationContext, id: number): Promise<NoteRow> {
    const found = await repository.noteById(context.tx, id);
    if (!found) throw notFound('note');
    await lockedVisit(context, this.#parts.lockPatient, found.appointment_id);
    const row = await repository.noteById(context.tx, id);
    if (!row) throw notFound('note');
    return row;
  }

  async #tell({ tx, person }: MutationContext, action: string, before: NoteRow): Promise<Note> {
    const note = await noteOf(tx, before.id);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'visit_note',
      entityId: note.id,
      patientId: before.patient_id,
      outcome: 'done',
      reason: null,
      before: { id: before.id, version: before.version },
      after: { id: note.id, version: note.version, text: note.text, addenda: note.addenda },
    });
    await writeFeed(tx, { area: 'consultation', entityId: before.appointment_id });
    return note;
  }
}

async function noteOf(tx: ReadTx, id: number): Promise<Note> {
  const row = await repository.noteById(tx, id);
  const [note] = row ? await shown(tx, [row]) : [];
  if (!note) throw notFound('note');
  return note;
}

/** Rows as screens see them, in the order in which they came. */
async function shown(tx: ReadTx, rows: readonly NoteRow[]): Promise<Note[]> {
  const addenda = await repository.addendaOf(
    tx,
    rows.map(({ id }) => id),
  );
  const names = new Map<string, string | null>();
  const keys = [...rows.map(({ signed_by: by }) => by), ...addenda.map(({ created_by: by }) => by)];
  for (const key of new Set(keys)) if (key !== null) names.set(key, await nameOfPerson(tx, key));
  const nameOf = (key: string | null) => (key === null ? null : (names.get(key) ?? null));
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    text: row.body,
    createdAt: utcStamp(row.created_at),
    signedAt: row.signed_at === null ? null : utcStamp(row.signed_at),
    signedBy: nameOf(row.signed_by),
    addenda: addenda
      .filter(({ note_id: noteId }) => noteId === row.id)
      .map(({ body, created_by: by, created_at: at }) => ({ text: body, by: nameOf(by), at: utcStamp(at) })),
  }));
}

async function stale(tx: ReadTx, row: NoteRow | null): Promise<Refusal> {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'note',
      current: row && (await shown(tx, [row]))[0],
      changedBy: row && (await nameOfPerson(tx, row.updated_by)),
      changedAt: row?.updated_at ? utcStamp(row.updated_at) : null,
    },
  });
}
