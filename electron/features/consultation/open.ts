import type { HandlersOf } from '#electron/ipc/context';
import { Allergies } from './allergies';
import type { Charts } from './charts';
import { Conditions } from './conditions';
import { Consultation, type ConsultationReads } from './consultation';
import { type ConsultationParts, consultationHandlers } from './handlers';
import { Papers } from './papers';
import { Notes } from './notes';
import { notesHandlers } from './notes-handlers';
import { templatesHandlers } from './page-templates';
import { Prescriptions, type PrescriptionsParts } from './prescriptions';

/** The doctor's workspace, put together. */
export function openConsultation(
  parts: ConsultationReads &
    PrescriptionsParts &
    Pick<ConsultationParts, 'medicines'> & { readonly charts: Charts },
): HandlersOf<'consultation' | 'conditions' | 'notes' | 'papers' | 'templates'> {
  const consultation = consultationHandlers({
    consultation: new Consultation(parts),
    charts: parts.charts,
    prescriptions: new Prescriptions(parts),
    allergies: new Allergies(parts),
    medicines: parts.medicines,
  });
  return {
    ...consultation,
    ...new Conditions(parts.lockPatient).handlers(),
    ...templatesHandlers(),
    ...notesHandlers(new Notes(parts)),
    ...new Papers(parts).handlers(),
  };
}
