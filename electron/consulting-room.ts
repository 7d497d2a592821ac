import type { SessionDto } from '#shared/contract/session';
import { Charts, type ChartsParts } from './features/consultation/charts';
import { hasVisitWith } from './features/consultation/charts-repository';
import { forPaper } from './features/consultation/for-paper';
import { openConsultation } from './features/consultation/open';
import { medicalPaperFor } from './features/consultation/papers';
import { attachable } from './features/documents/attachable';
import { documentsHandlers } from './features/documents/handlers';
import { shownDocuments } from './features/documents/projection';
import type { DocumentsParts } from './features/documents/service';
import { pageStore } from './features/printing/page-store';
import { historyHandlers } from './features/history/handlers';
import { HistoryService } from './features/history/service';
import { listedFor, substancesByBrand } from './features/medicines/list';
import { timelineHandlers } from './features/timeline/handlers';
import type { TimelineParts } from './features/timeline/service';
import { vitalsHandlers } from './features/vitals/handlers';
import { checkMayChange, checkMayEnter } from './features/vitals/policy';
import { type VitalsParts, VitalsService, latestOfVisit, measuredFor } from './features/vitals/service';
import type { HandlersOf } from './ipc/context';
import type { Mongo } from './mongo/connection';
import type { ReadTx } from './mysql/transactions';
import type { ReadChart } from './platform/charts';

type Parts = ChartsParts &
  Pick<TimelineParts, 'mongo'> &
  Omit<VitalsParts & DocumentsParts, 'readable' | 'hasVisitWith'> &
  Omit<Parameters<typeof openConsultation>[0], 'medicines' | 'readable' | 'charts' | 'attachable'>;

function readingOf(charts: Charts): ReadChart {
  return (tx, session, patientId) => charts.readable(tx, session, patientId);
}

/** What a doctor writes of a visit, what is measured and asked for it, and the patient's files. */
export function consultingRoom(
  parts: Parts,
): HandlersOf<
  | 'consultation'
  | 'conditions'
  | 'notes'
  | 'papers'
  | 'templates'
  | 'vitals'
  | 'medicalHistory'
  | 'documents'
  | 'timeline'
> {
  const charts = new Charts(parts);
  const readable = readingOf(charts);
  return {
    ...openConsultation({
      ...parts,
      charts,
      readable,
      medicines: { listedFor, substancesByBrand },
      attachable: async (tx, patientId, ids) =>
        attachable(parts.mongo.collections, await parts.recordsOf(tx, patientId), ids),
    }),
    ...vitalsHandlers(new VitalsService({ ...parts, readable, hasVisitWith })),
    ...historyHandlers(
      new HistoryService({ ...parts, readable, checkMayEnter, checkMayChange, hasVisitWith }),
    ),
    ...documentsHandlers({ ...parts, readable, hasVisitWith }),
    ...timelineHandlers({ ...parts, readable, shownDocuments }),
  };
}

/** What the consulting room gives to paper. */
export function papersOfTheRoom(
  parts: ChartsParts & { readonly mongo: Pick<Mongo, 'collections' | 'state'> },
) {
  const readable = readingOf(new Charts(parts));
  return {
    measured: measuredFor,
    pages: () => (parts.mongo.state() === 'up' ? pageStore(parts.mongo.collections) : null),
    prescriptions: {
      forPaper: (tx: ReadTx, session: SessionDto, id: number) =>
        forPaper(tx, session, id, { readable, latestOfVisit }),
    },
    medicalPapers: {
      forPaper: (tx: ReadTx, session: SessionDto, id: number) => medicalPaperFor(tx, session, id, readable),
    },
  };
}
