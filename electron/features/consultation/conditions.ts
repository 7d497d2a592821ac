import type { z } from 'zod';
import type { ConditionDto } from '#shared/contract/conditions';
import type { ParsedInputOf } from '#shared/contract/contract';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { HandlersOf, MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { hasVisitWith } from './charts-repository';
import * as repository from './conditions-repository';
import type { LockPatient } from './locked-visit';
import { checkMayWrite } from './policy';
import { visitById } from './repository';

type Condition = z.input<typeof ConditionDto>;
interface Changed {
  readonly patientId: number;
  readonly condition: Condition;
}
interface AtVersion {
  readonly id: number;
  readonly version: number;
}

export async function shownCondition(tx: ReadTx, row: repository.ConditionRow): Promise<Condition> {
  const { id, version, name, notes, state } = row;
  const notedBy = await nameOfPerson(tx, row.noted_by);
  return { id, version, name, notes, state, notedBy, notedAt: utcStamp(row.created_at) };
}

/** Illnesses: none is overwritten; what is over is a new entry, what was noted wrongly is taken out with its reason. */
export class Conditions {
  readonly #lockPatient: LockPatient;

  constructor(lockPatient: LockPatient) {
    this.#lockPatient = lockPatient;
  }

  handlers(): HandlersOf<'conditions'> {
    return {
      'conditions.add': (context, input) => this.#add(context, input),
      'conditions.setState': (context, input) => this.#setState(context, input),
      'conditions.remove': (context, input) => this.#remove(context, input),
      'conditions.restore': (context, input) => this.#restore(context, input),
    };
  }

  async #add(
    context: MutationContext,
    { appointmentId, name, notes }: ParsedInputOf<'conditions.add'>,
  ): Promise<Changed> {
    const { tx, person } = context;
    const visit = await visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    checkMayWrite(person.session, visit);
    if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
    const patient = await this.#lockPatient(tx, visit.patient_id);
    const same = name.toLocaleLowerCase();
    const known = await repository.conditionsOf(tx, patient.records);
    if (known.some((one) => one.state === 'active' && one.name.toLocaleLowerCase() === same)) {
      throw ruleBroken('condition_known');
    }
    const fields = { name, notes, state: 'active' } as const;
    const id = await repository.insertCondition(tx, patient.id, fields, person.key);
    return tell(context, id, { action: 'conditions.add', before: null, reason: null });
  }

  async #setState(
    context: MutationContext,
    { state, ...at }: ParsedInputOf<'conditions.setState'>,
  ): Promise<Changed> {
    const { tx, person } = context;
    const row = await this.#standing(context, at);
    await repository.removeCondition(tx, row.id, person.key, state);
    const id = await repository.insertCondition(tx, row.patient_id, { ...row, state }, person.key);
    return tell(context, id, { action: 'conditions.setState', before: row, reason: null });
  }

  async #remove(
    context: MutationContext,
    { reason, ...at }: ParsedInputOf<'conditions.remove'>,
  ): Promise<Changed> {
    const row = await this.#standing(context, at);
    await repository.removeCondition(context.tx, row.id, context.person.key, reason);
    return tell(context, row.id, { action: 'conditions.remove', before: row, reason });
  }

  async #restore(context: MutationContext, at: AtVersion): Promise<Changed> {
    const row = await this.#locked(context, at);
    await repository.restoreCondition(context.tx, row.id);
    return tell(context, row.id, { action: 'conditions.restore', before: row, reason: null });
  }

  async #standing(context: MutationContext, at: AtVersion): Promise<repository.ConditionRow> {
    const row = await this.#locked(context, at);
    if (row.removed_at !== null) throw notFound('condition');
    return row;
  }

  /** By whoever has or had a visit with the patient; refuses a change made from another version. */
  async #locked({ tx, person }: MutationContext, at: AtVersion): Promise<repository.ConditionRow> {
    const found = await repository.conditionById(tx, at.id);
    if (!found) throw notFound('condition');
    const { records } = await this.#lockPatient(tx, found.patient_id);
    const { doctorId } = person.session;
    if (doctorId === null || !(await hasVisitWith(tx, doctorId, records))) {
      throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' });
    }
    const row = await repository.conditionById(tx, at.id);
    if (!row) throw notFound('condition');
    if (row.version === at.version) return row;
    throw new Refusal({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'condition',
        current: await shownCondition(tx, row),
        changedBy: null,
        changedAt: null,
      },
    });
  }
}

async function tell(
  { tx, person }: MutationContext,
  id: number,
  told: {
    readonly action: string;
    readonly before: repository.ConditionRow | null;
    readonly reason: string | null;
  },
): Promise<Changed> {
  const row = await repository.conditionById(tx, id);
  if (!row) throw notFound('condition');
  const condition = await shownCondition(tx, row);
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: told.action,
    entity: 'condition',
    entityId: id,
    patientId: row.patient_id,
    outcome: 'done',
    reason: told.reason,
    before: told.before && (await shownCondition(tx, told.before)),
    after: { ...condition, removed: row.removed_at !== null },
  });
  await writeFeed(tx, { area: 'consultation', entityId: row.patient_id });
  return { patientId: row.patient_id, condition };
}
