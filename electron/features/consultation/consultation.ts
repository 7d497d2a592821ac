import type { AnswerOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import { notFound } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import type { ReadChart } from '#electron/platform/charts';
import { utcStamp } from '#electron/platform/stamps';
import { shownAllergy } from './allergies';
import { standing } from './allergies-repository';
import { shownCondition } from './conditions';
import { conditionsOf } from './conditions-repository';
import { seesDrafts } from './policy';
import { shown } from './prescriptions';
import * as repository from './repository';

export interface ConsultationReads {
  readonly readable: ReadChart;
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
    const { records, openUntil } = await this.#reads.readable(tx, session, visit.patient_id);
    const allergies = [];
    for (const row of await standing(tx, records)) allergies.push(await shownAllergy(tx, row));
    const conditions = [];
    for (const row of await conditionsOf(tx, records)) conditions.push(await shownCondition(tx, row));
    const written = await repository.prescriptionsOfVisit(tx, appointmentId);
    const isOwn = seesDrafts(session, visit);
    const current = written.find((row) => isOwn || row.signed_at !== null);
    const [prescription] = current ? await shown(tx, [current]) : [];
    return {
      patientId: records[0] ?? visit.patient_id,
      openUntil: openUntil === null ? null : utcStamp(openUntil),
      allergies,
      conditions,
      prescription: prescription ?? null,
      earlier: await shown(tx, await repository.signedBefore(tx, records, appointmentId)),
    };
  }
}
