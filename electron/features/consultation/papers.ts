import type { z } from 'zod';
import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { type MedicalPaper, PaperContent } from '#shared/contract/papers';
import type { SessionDto } from '#shared/contract/session';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { HandlersOf, MutationContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import type { ReadChart } from '#electron/platform/charts';
import { writeFeed } from '#electron/platform/feed';
import { writeOutbox } from '#electron/platform/outbox';
import { nameOfPerson } from '#electron/platform/people';
import type { PrintedDoctor } from '#electron/platform/printing/patient-page';
import { utcStamp } from '#electron/platform/stamps';
import { type LockPatient, lockedVisit } from './locked-visit';
import * as repository from './papers-repository';
import { checkMayWrite } from './policy';
import { lockVisit, printedDoctor, visitById } from './repository';

type Paper = z.input<typeof MedicalPaper>;
type PaperRow = repository.PaperRow;

export interface PapersParts {
  readonly readable: ReadChart;
  readonly lockPatient: LockPatient;
}

/** Certificates and letters of a visit, signed as they are made. Locks go patient, visit. */
export class Papers {
  readonly #parts: PapersParts;

  constructor(parts: PapersParts) {
    this.#parts = parts;
  }

  handlers(): HandlersOf<'papers'> {
    return {
      'papers.of': ({ tx, caller }, { appointmentId }) =>
        this.#of(tx, personOf(caller).session, appointmentId),
      'papers.sign': (context, input) => this.#sign(context, input),
      'papers.void': (context, input) => this.#void(context, input),
    };
  }

  async #of(tx: ReadTx, session: SessionDto, appointmentId: number): Promise<AnswerOf<'papers.of'>> {
    const visit = await visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    const { records } = await this.#parts.readable(tx, session, visit.patient_id);
    const papers: Paper[] = [];
    for (const row of await repository.papersFor(tx, records, visit)) papers.push(await shown(tx, row));
    return { patientId: records[0] ?? visit.patient_id, papers };
  }

  async #sign(
    context: MutationContext,
    { appointmentId, content }: ParsedInputOf<'papers.sign'>,
  ): Promise<{ paper: Paper }> {
    const { tx, person } = context;
    const visit = await lockedVisit(context, this.#parts.lockPatient, appointmentId);
    const id = await repository.insertPaper(tx, visit, content, person.key);
    return { paper: await tell(context, 'papers.sign', id, null) };
  }

  async #void(
    context: MutationContext,
    { id, version, reason }: ParsedInputOf<'papers.void'>,
  ): Promise<{ paper: Paper }> {
    const { tx, person } = context;
    const found = await repository.paperById(tx, id);
    if (!found) throw notFound('medical_paper');
    checkMayWrite(person.session, found);
    await this.#parts.lockPatient(tx, found.patient_id);
    await lockVisit(tx, found.appointment_id);
    const row = await repository.paperById(tx, id);
    if (!row) throw notFound('medical_paper');
    if (row.voided_at !== null) throw ruleBroken('paper_voided');
    if (row.version !== version) throw await stale(tx, row);
    await repository.voidPaper(tx, id, person.key, reason);
    return { paper: await tell(context, 'papers.void', id, { row, reason }) };
  }
}

/** A paper as its sheet tells it, for whoever may read it. */
export async function medicalPaperFor(
  tx: ReadTx,
  session: SessionDto,
  id: number,
  readable: ReadChart,
): Promise<{ readonly paper: Paper; readonly patientId: number; readonly doctor: PrintedDoctor }> {
  const row = await repository.paperById(tx, id);
  if (!row) throw notFound('medical_paper');
  await readable(tx, session, row.patient_id);
  const doctor = await printedDoctor(tx, row.doctor_id);
  if (!doctor) throw notFound('doctor');
  return {
    paper: await shown(tx, row),
    patientId: row.patient_id,
    doctor,
  };
}

async function tell(
  { tx, person }: MutationContext,
  action: string,
  id: number,
  voided: { readonly row: PaperRow; readonly reason: string } | null,
): Promise<Paper> {
  const row = await repository.paperById(tx, id);
  if (!row) throw notFound('medical_paper');
  const paper = await shown(tx, row);
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action,
    entity: 'medical_paper',
    entityId: id,
    patientId: row.patient_id,
    outcome: 'done',
    reason: voided?.reason ?? null,
    before: voided && { id, version: voided.row.version },
    after: { id, version: row.version, content: paper.content },
  });
  await writeFeed(tx, { area: 'consultation', entityId: row.appointment_id });
  await writeOutbox(tx, { topic: 'paper', entityId: id, version: row.version });
  return paper;
}

async function shown(tx: ReadTx, row: PaperRow): Promise<Paper> {
  return {
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    content: contentOf(row),
    signedAt: utcStamp(row.signed_at),
    signedBy: await nameOfPerson(tx, row.signed_by),
    voidedAt: row.voided_at === null ? null : utcStamp(row.voided_at),
    voidedBy: row.voided_by === null ? null : await nameOfPerson(tx, row.voided_by),
    voidReason: row.void_reason,
  };
}

/** The table's own check keeps each kind's columns; what another program broke is no paper. */
function contentOf(row: PaperRow): PaperContent {
  switch (row.kind) {
    case 'sick_leave':
      return PaperContent.parse({
        kind: row.kind,
        from: row.from_date,
        to: row.to_date,
        reason: row.reason,
        showsReason: row.shows_reason === 1,
      });
    case 'fitness':
      return PaperContent.parse({ kind: row.kind, fitFor: row.fit_for, from: row.from_date });
    case 'referral':
      return PaperContent.parse({
        kind: row.kind,
        to: row.addressed_to,
        question: row.question,
        findings: row.findings,
      });
  }
}

async function stale(tx: ReadTx, row: PaperRow): Promise<Refusal> {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'medical_paper',
      current: await shown(tx, row),
      changedBy: null,
      changedAt: null,
    },
  });
}
