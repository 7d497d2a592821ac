import type { AnswerOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import { notFound } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { shownAllergy } from './allergies';
import { standing } from './allergies-repository';
import { shownCondition } from './conditions';
import { conditionsOf } from './conditions-repository';
import { checkMayRead } from './policy';
import { shown } from './prescriptions';
import * as repository from './repository';

export interface ConsultationReads {
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
}

/** A visit as the doctor opens it. */
export class Consultation {
  readonly #reads: ConsultationReads;

  constructor(reads: ConsultationReads) {
    this.#reads = reads;
  }

  async open(tx: ReadTx, session: SessionDto, appointmentId: number): Promise<AnswerOf<'consultation.open'>> {
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    checkMayRead(session, visit);
    const records = await this.#reads.recordsOf(tx, visit.patient_id);
    const allergies = [];
    for (const row of await standing(tx, records)) allergies.push(await shownAllergy(tx, row));
    const conditions = [];
    for (const row of await conditionsOf(tx, records)) conditions.push(await shownCondition(tx, row));
    const [current] = await repository.prescriptionsOfVisit(tx, appointmentId);
    const [prescription] = current ? await shown(tx, [current]) : [];
    return {
      patientId: records[0] ?? visit.patient_id,
      allergies,
      conditions,
      prescription: prescription ?? null,
      earlier: await shown(tx, await repository.signedBefore(tx, records, appointmentId)),
    };
  }
}
