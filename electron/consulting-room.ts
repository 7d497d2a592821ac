import type { SessionDto } from '#shared/contract/session';
import { hasVisitWith } from './features/consultation/allergies-repository';
import { forPaper } from './features/consultation/for-paper';
import { openConsultation } from './features/consultation/open';
import { medicalPaperFor } from './features/consultation/papers';
import { checkMayRead } from './features/consultation/policy';
import { documentsHandlers } from './features/documents/handlers';
import type { DocumentsParts } from './features/documents/service';
import { historyHandlers } from './features/history/handlers';
import { HistoryService } from './features/history/service';
import { listedFor, substancesByBrand } from './features/medicines/list';
import { vitalsHandlers } from './features/vitals/handlers';
import { checkMayChange, checkMayEnter } from './features/vitals/policy';
import { type VitalsParts, VitalsService, latestOfVisit, measuredFor } from './features/vitals/service';
import type { HandlersOf } from './ipc/context';
import type { ReadTx } from './mysql/transactions';

type Parts = Omit<VitalsParts & DocumentsParts, 'checkMayRead' | 'hasVisitWith'> &
  Omit<Parameters<typeof openConsultation>[0], 'medicines'>;

/** What a doctor writes of a visit, what is measured and asked for it, and the patient's files. */
export function consultingRoom(
  parts: Parts,
): HandlersOf<
  'consultation' | 'conditions' | 'notes' | 'papers' | 'templates' | 'vitals' | 'medicalHistory' | 'documents'
> {
  return {
    ...openConsultation({ ...parts, medicines: { listedFor, substancesByBrand } }),
    ...vitalsHandlers(new VitalsService({ ...parts, checkMayRead, hasVisitWith })),
    ...historyHandlers(
      new HistoryService({ ...parts, checkMayRead, checkMayEnter, checkMayChange, hasVisitWith }),
    ),
    ...documentsHandlers({ ...parts, hasVisitWith }),
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
