import type { z } from 'zod';
import type { AllergyDto } from '#shared/contract/consultation';
import type { ParsedInputOf } from '#shared/contract/contract';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import * as repository from './allergies-repository';
import { hasVisitWith } from './charts-repository';
import { checkMayWrite } from './policy';
import type { PrescriptionsParts } from './prescriptions';
import { visitById } from './repository';

type Allergy = z.input<typeof AllergyDto>;
interface Changed {
  readonly patientId: number;
  readonly allergy: Allergy;
}

export async function shownAllergy(tx: ReadTx, row: repository.AllergyRow): Promise<Allergy> {
  const { id, version, substance, reaction, severity } = row;
  const notedBy = await nameOfPerson(tx, row.noted_by);
  return { id, version, substance, reaction, severity, notedBy, notedAt: utcStamp(row.created_at) };
}

/** Allergies by substance: none is overwritten, what was noted wrongly is taken out with its reason. */
export class Allergies {
  readonly #parts: PrescriptionsParts;

  constructor(parts: PrescriptionsParts) {
    this.#parts = parts;
  }

  async add(
    context: MutationContext,
    { appointmentId, ...fields }: ParsedInputOf<'consultation.addAllergy'>,
  ): Promise<Changed> {
    const { tx, person } = context;
    const visit = await visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    checkMayWrite(person.session, visit);
    if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
    const patient = await this.#parts.lockPatient(tx, visit.patient_id);
    const known = await repository.standing(tx, patient.records);
    const same = fields.substance.toLocaleLowerCase();
    if (known.some(({ substance }) => substance.toLocaleLowerCase() === same)) {
      throw ruleBroken('allergy_known');
    }
    const id = await repository.insertAllergy(tx, patient.id, fields, person.key);
    return this.#tell(context, id, { action: 'consultation.addAllergy', before: null, reason: null });
  }

  async remove(
    context: MutationContext,
    { id, version, reason }: ParsedInputOf<'consultation.removeAllergy'>,
  ): Promise<Changed> {
    const row = await this.#locked(context, id, version);
    if (row.removed_at !== null) throw notFound('allergy');
    await repository.remove(context.tx, id, context.person.key, reason);
    return this.#tell(context, id, { action: 'consultation.removeAllergy', before: row, reason });
  }

  async restore(
    context: MutationContext,
    { id, version }: ParsedInputOf<'consultation.restoreAllergy'>,
  ): Promise<Changed> {
    const row = await this.#locked(context, id, version);
    await repository.restore(context.tx, id);
    return this.#tell(context, id, { action: 'consultation.restoreAllergy', before: row, reason: null });
  }

  async #locked({ tx, person }: MutationContext, id: number, version: number) {
    const found = await repository.allergyById(tx, id);
    if (!found) throw notFound('allergy');
    const { records } = await this.#parts.lockPatient(tx, found.patient_id);
    const { doctorId } = person.session;
    if (doctorId === null || !(await hasVisitWith(tx, doctorId, records))) {
      throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' });
    }
    const row = await repository.allergyById(tx, id);
    if (!row) throw notFound('allergy');
    if (row.version !== version) {
      throw new Refusal({
        code: 'CONFLICT',
        conflict: {
          kind: 'stale',
          entity: 'allergy',
          current: await shownAllergy(tx, row),
          changedBy: null,
          changedAt: null,
        },
      });
    }
    return row;
  }

  async #tell(
    { tx, person }: MutationContext,
    id: number,
    told: {
      readonly action: string;
      readonly before: repository.AllergyRow | null;
      readonly reason: string | null;
    },
  ): Promise<Changed> {
    const row = await repository.allergyById(tx, id);
    if (!row) throw notFound('allergy');
    const allergy = await shownAllergy(tx, row);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: told.action,
      entity: 'allergy',
      entityId: id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: told.reason,
      before: told.before && (await shownAllergy(tx, told.before)),
      after: { ...allergy, removed: row.removed_at !== null },
    });
    await writeFeed(tx, { area: 'consultation', entityId: row.patient_id });
    return { patientId: row.patient_id, allergy };
  }
}
