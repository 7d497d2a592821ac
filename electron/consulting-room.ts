import type { SessionDto } from '#shared/contract/session';
import { hasVisitWith } from './features/consultation/allergies-repository';
import { forPaper } from './features/consultation/for-paper';
import { openConsultation } from './features/consultation/open';
import { medicalPaperFor } from './features/consultation/papers';
import { checkMayRead } from './features/consultation/policy';
import { documentsHandlers } from './features/documents/handlers';
import { reachable } from './features/documents/policy';
import { shownDocuments } from './features/documents/projection';
import type { DocumentsParts } from './features/documents/service';
import { listedFor, substancesByBrand } from './features/medicines/list';
import { timelineHandlers } from './features/timeline/handlers';
import type { TimelineParts } from './features/timeline/service';
import { vitalsHandlers } from './features/vitals/handlers';
import { type VitalsParts, VitalsService, latestOfVisit, measuredFor } from './features/vitals/service';
import type { HandlersOf } from './ipc/context';
import type { ReadTx } from './mysql/transactions';

type Parts = Omit<VitalsParts & DocumentsParts, 'checkMayRead' | 'hasVisitWith'> &
  Pick<TimelineParts, 'mongo'> &
  Omit<Parameters<typeof openConsultation>[0], 'medicines'>;

/** What a doctor writes of a visit, and what is measured for it, and the patient's files. */
export function consultingRoom(
  parts: Parts,
): HandlersOf<
  'consultation' | 'conditions' | 'notes' | 'papers' | 'templates' | 'vitals' | 'documents' | 'timeline'
> {
  const reach = { recordsOf: parts.recordsOf, hasVisitWith };
  return {
    ...openConsultation({ ...parts, medicines: { listedFor, substancesByBrand } }),
    ...vitalsHandlers(new VitalsService({ ...parts, checkMayRead, hasVisitWith })),
    ...documentsHandlers({ ...parts, hasVisitWith }),
    ...timelineHandlers({
      ...parts,
      shownDocuments,
      reached: (tx, session, patientId) => reachable(reach, tx, session, patientId, 'clinical.read'),
    }),
  };
}

/** What the consulting room gives to paper. */
export function papersOfTheRoom(recordsOf: Parts['recordsOf']) {
  return {
    measured: measuredFor,
    prescriptions: {
      forPaper: (tx: ReadTx, session: SessionDto, id: number) =>
        forPaper(tx, session, id, { recordsOf, latestOfVisit }),
    },
    medicalPapers: { forPaper: medicalPaperFor },
  };
}
