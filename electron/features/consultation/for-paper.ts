import type { SessionDto } from '#shared/contract/session';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { PageSection } from '#shared/domain/prescribing/sections';
import type { VitalValues } from '#shared/domain/vitals/measures';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { z } from 'zod';
import type { ReadTx } from '#electron/mysql/transactions';
import type { ReadChart } from '#electron/platform/charts';
import type { PrintedDoctor } from '#electron/platform/printing/patient-page';
import { standing } from './allergies-repository';
import { layoutOf } from './page-layout';
import { shown } from './prescriptions';
import * as repository from './repository';

/** All that a printed page tells of a prescription. */
export interface PaperPrescription {
  readonly prescription: z.input<typeof PrescriptionDto>;
  readonly patientId: number;
  readonly doctor: PrintedDoctor;
  readonly allergies: readonly string[];
  /** What was measured in this visit, the latest of each. */
  readonly vitals: VitalValues;
  readonly hidden: readonly PageSection[];
}

export interface PaperParts {
  readonly readable: ReadChart;
  readonly latestOfVisit: (tx: ReadTx, appointmentId: number) => Promise<VitalValues>;
}

/** A signed prescription for paper, for whoever may read it; what is not signed is never printed. */
export async function forPaper(
  tx: ReadTx,
  session: SessionDto,
  id: number,
  { readable, latestOfVisit }: PaperParts,
): Promise<PaperPrescription> {
  const row = await repository.prescriptionById(tx, id);
  const visit = row && (await repository.visitById(tx, row.appointment_id));
  if (!visit) throw notFound('prescription');
  const { records } = await readable(tx, session, visit.patient_id);
  if (row.signed_at === null) throw ruleBroken('prescription_not_signed');
  const [prescription] = await shown(tx, [row]);
  const doctor = await repository.printedDoctor(tx, visit.doctor_id);
  if (!prescription || !doctor) throw notFound('prescription');
  const allergies = await standing(tx, records);
  return {
    prescription,
    patientId: visit.patient_id,
    doctor,
    allergies: allergies.map(({ substance }) => substance),
    vitals: await latestOfVisit(tx, visit.id),
    hidden: (await layoutOf(tx, visit.doctor_id)).hidden,
  };
}
