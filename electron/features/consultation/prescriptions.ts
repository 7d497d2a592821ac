import type { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/contract';
import { BLANK_PAGE, type PrescriptionDto } from '#shared/contract/consultation';
import type { Pharmacy } from '#shared/contract/settings';
import type { Attachment } from '#shared/domain/prescribing/attachments';
import { findingsFor } from '#shared/domain/prescribing/checks';
import { isEmptyPage, pageProblems } from '#shared/domain/prescribing/page';
import { Refusal, type RuleBroken, notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { writeOutbox, writeOutboxes } from '#electron/platform/outbox';
import { nameOfPerson, namesOf } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import * as allergies from './allergies-repository';
import { type LockPatient, lockedVisit } from './locked-visit';
import { checkMayWrite } from './policy';
import { type PrescriptionRow, attachmentsOf, dtoOf, pageOf, richOf } from './projection';
import * as repository from './repository';
import type { MedicineList } from './suggestions';

type Prescription = z.input<typeof PrescriptionDto>;
interface AtVersion {
  readonly id: number;
  readonly version: number;
}

export interface PrescriptionsParts {
  readonly lockPatient: LockPatient;
  readonly medicines: Pick<MedicineList, 'substancesByBrand'>;
  /** Those that the clinic names to its patients now. */
  readonly settings: { pharmacies(tx: ReadTx): Promise<readonly Pharmacy[]> };
  readonly attachable: FindAttachable;
}

/**
 * The patient's documents of these ids, asked of MongoDB.
 * @throws Refusal NOT_FOUND one that is none or was taken out; FORBIDDEN another patient's
 */
export type FindAttachable = (
  tx: ReadTx,
  patientId: number,
  ids: readonly string[],
) => Promise<readonly Attachment[]>;

/** Rows as screens see them, in the order in which they came. */
export async function shown(tx: ReadTx, rows: readonly PrescriptionRow[]): Promise<Prescription[]> {
  const items = await repository.itemsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const nameOf = await namesOf(
    tx,
    rows.flatMap((row) => [row.signed_by, row.voided_by]),
  );
  return rows.map((row) =>
    dtoOf(row, items, { signedBy: nameOf(row.signed_by), voidedBy: nameOf(row.voided_by) }),
  );
}

/** What is written in a visit. Locks go patient, visit; a signed row never changes again but by being voided. */
export class Prescriptions {
  readonly #parts: PrescriptionsParts;

  constructor(parts: PrescriptionsParts) {
    this.#parts = parts;
  }

  /** Keeps the draft, as typed. A draft that is there already, in another window, is never written over. */
  async save(
    context: MutationContext,
    { appointmentId, version, page }: ParsedInputOf<'consultation.save'>,
  ): Promise<{ prescription: Prescription }> {
    const { tx, person } = context;
    const visit = await lockedVisit(context, this.#parts.lockPatient, appointmentId);
    const draft = await draftAt(tx, appointmentId, version);
    if (draft) {
      await repository.updatePage(tx, draft, page, person.key);
      return { prescription: await this.#tell(context, draft.id) };
    }
    const first = { visit, amendsId: null, person: person.key, attachments: [] };
    return { prescription: await this.#tell(context, await repository.insertPrescription(tx, first, page)) };
  }

  /** Says which documents go with the draft. MongoDB is asked before anything is locked, and only for what is new. */
  async attach(
    context: MutationContext,
    { appointmentId, version, documentIds }: ParsedInputOf<'consultation.attach'>,
  ): Promise<{ prescription: Prescription }> {
    const { tx, person } = context;
    const found = await repository.visitById(tx, appointmentId);
    if (!found) throw notFound('appointment');
    checkMayWrite(person.session, found);
    const [before] = await repository.prescriptionsOfVisit(tx, appointmentId);
    const known = new Map((before ? attachmentsOf(before) : []).map((one) => [one.document_id, one]));
    const asked = documentIds.filter((id) => !known.has(id));
    if (asked.length > 0) {
      const added = await this.#parts.attachable(tx, found.patient_id, asked);
      for (const one of added) known.set(one.document_id, one);
    }
    const attachments = documentIds.flatMap((id) => known.get(id) ?? []);
    const visit = await lockedVisit(context, this.#parts.lockPatient, appointmentId);
    // At the version that the desk knows, what was attached is what it was a moment ago.
    const draft = await draftAt(tx, appointmentId, version);
    if (draft) {
      await repository.updateAttachments(tx, draft, attachments, person.key);
      return { prescription: await this.#tell(context, draft.id) };
    }
    const first = { visit, amendsId: null, person: person.key, attachments };
    return {
      prescription: await this.#tell(context, await repository.insertPrescription(tx, first, BLANK_PAGE)),
    };
  }

  async sign(
    context: MutationContext,
    { id, version, override }: ParsedInputOf<'consultation.sign'>,
  ): Promise<{ prescription: Prescription }> {
    const { tx, person } = context;
    const { row, records } = await this.#locked(context, { id, version });
    if (row.signed_at !== null) throw ruleBroken('prescription_signed');
    const page = pageOf(row, await repository.itemsOf(tx, [id]));
    const attachments = attachmentsOf(row);
    if (isEmptyPage(page) && attachments.length === 0) throw ruleBroken('prescription_empty');
    const issues = pageProblems(page).map(({ path, code }) => ({ path: `page.${path}`, code, params: {} }));
    if (issues.length > 0) throw new Refusal({ code: 'VALIDATION', issues });
    // The patient is locked: an allergy that is noted at this moment is seen, or waits.
    const noted = await allergies.standing(tx, records);
    const names = page.medicines.flatMap(({ name, brand }) => (brand === null ? [name] : [name, brand]));
    const found = findingsFor(
      page.medicines,
      noted.map(({ substance }) => substance),
      await this.#parts.medicines.substancesByBrand(tx, [...new Set(names)]),
    );
    const reason = goneAgainst(
      found.map(({ rule, medicine, because }) => ({ rule, params: { medicine, because } })),
      override,
    );
    const atSigning = { overridden: reason, pharmacies: await this.#parts.settings.pharmacies(tx) };
    await repository.sign(tx, id, person.key, richOf(page, attachments, atSigning));
    const prescription = await this.#tell(context, id, { action: 'consultation.sign', before: row, reason });
    // What it replaces says so from now on.
    const changed = row.amends_id === null ? [id] : [id, row.amends_id];
    await writeOutboxes(
      tx,
      changed.map((entityId) => ({ topic: 'prescription', entityId, version: prescription.version })),
    );
    return { prescription };
  }

  async amend(context: MutationContext, at: AtVersion): Promise<{ prescription: Prescription }> {
    const { tx, person } = context;
    const { row, visit } = await this.#locked(context, at);
    if (row.signed_at === null) throw ruleBroken('prescription_not_signed');
    const [newest] = await repository.prescriptionsOfVisit(tx, visit.id);
    if (newest?.id !== row.id) throw await stale(tx, newest ?? null);
    const page = pageOf(row, await repository.itemsOf(tx, [row.id]));
    const anew = { visit, amendsId: row.id, person: person.key, attachments: attachmentsOf(row) };
    const id = await repository.insertPrescription(tx, anew, page);
    const told = { action: 'consultation.amend', before: row, reason: null };
    return { prescription: await this.#tell(context, id, told) };
  }

  async void(
    context: MutationContext,
    { reason, ...at }: ParsedInputOf<'consultation.void'>,
  ): Promise<{ prescription: Prescription }> {
    const { tx, person } = context;
    const { row } = await this.#locked(context, at);
    if (row.signed_at === null) throw ruleBroken('prescription_not_signed');
    if (row.voided_at !== null) throw ruleBroken('prescription_voided');
    await repository.markVoid(tx, row.id, person.key, reason);
    const told = { action: 'consultation.void', before: row, reason };
    const prescription = await this.#tell(context, row.id, told);
    await writeOutbox(tx, { topic: 'prescription', entityId: row.id, version: prescription.version });
    return { prescription };
  }

  /** The row with its visit, locked; refuses another doctor's, and a change made from another version. */
  async #locked({ tx, person }: MutationContext, at: AtVersion) {
    const found = await repository.prescriptionById(tx, at.id);
    const visitFound = found && (await repository.visitById(tx, found.appointment_id));
    if (!visitFound) throw notFound('prescription');
    checkMayWrite(person.session, visitFound);
    const { records } = await this.#parts.lockPatient(tx, visitFound.patient_id);
    const visit = await repository.lockVisit(tx, visitFound.id);
    const row = await repository.prescriptionById(tx, at.id);
    if (!visit || !row) throw notFound('prescription');
    checkMayWrite(person.session, visit);
    if (row.version !== at.version) throw await stale(tx, row);
    return { row, visit, records };
  }

  /** Drafts are saved with every pause in typing: only what is fixed is audited and told to other desks. */
  async #tell(
    { tx, person }: MutationContext,
    id: number,
    told?: { readonly action: string; readonly before: PrescriptionRow; readonly reason: string | null },
  ): Promise<Prescription> {
    const row = await repository.prescriptionById(tx, id);
    if (!row) throw notFound('prescription');
    const [prescription] = await shown(tx, [row]);
    if (!prescription) throw notFound('prescription');
    if (told) {
      const { action, before, reason } = told;
      await writeAudit(tx, {
        actor: person.key,
        deskId: person.deskId,
        action,
        entity: 'prescription',
        entityId: id,
        patientId: row.patient_id,
        outcome: 'done',
        reason,
        before: { id: before.id, version: before.version },
        after: {
          id,
          version: row.version,
          state: prescription.state,
          page: prescription.page,
          attachments: prescription.attachments,
        },
      });
      await writeFeed(tx, { area: 'consultation', entityId: row.appointment_id });
    }
    return prescription;
  }
}

/** Stops at findings without an override that names them. @returns the reason, when there was one to give */
function goneAgainst(
  rules: readonly RuleBroken[],
  override: ParsedInputOf<'consultation.sign'>['override'],
): string | null {
  if (rules.length === 0) return null;
  const accepted = new Set<string>(override?.rules);
  if (rules.some(({ rule }) => !accepted.has(rule))) {
    throw new Refusal({ code: 'RULE_VIOLATION', rules, overridable: true });
  }
  return override?.reason ?? null;
}

/** What is being written in a locked visit, at the version that the desk knows; null where nothing is yet. */
async function draftAt(
  tx: ReadTx,
  appointmentId: number,
  version: number | null,
): Promise<PrescriptionRow | null> {
  const [current] = await repository.prescriptionsOfVisit(tx, appointmentId);
  const draft = current?.signed_at === null ? current : null;
  if (current && !draft) throw ruleBroken('prescription_signed');
  if ((draft?.version ?? null) !== version) throw await stale(tx, draft);
  return draft;
}

async function stale(tx: ReadTx, row: PrescriptionRow | null): Promise<Refusal> {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'prescription',
      current: row && (await shown(tx, [row]))[0],
      changedBy: row && (await nameOfPerson(tx, row.updated_by)),
      changedAt: row?.updated_at ? utcStamp(row.updated_at) : null,
    },
  });
}
