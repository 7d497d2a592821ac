import { notFound } from '#shared/errors/app-error';
import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { Allergies } from './allergies';
import type { Charts } from './charts';
import type { Consultation } from './consultation';
import { checkOwnLayout, layoutOf, saveLayout } from './page-layout';
import type { Prescriptions } from './prescriptions';
import { type MedicineList, suggestionsFor, withListed } from './suggestions';

export interface ConsultationParts {
  readonly consultation: Consultation;
  readonly charts: Charts;
  readonly prescriptions: Prescriptions;
  readonly allergies: Allergies;
  readonly medicines: MedicineList;
}

export function consultationHandlers({
  consultation,
  charts,
  prescriptions,
  allergies,
  medicines,
}: ConsultationParts): HandlersOf<'consultation'> {
  return {
    'consultation.open': ({ tx, caller }, { appointmentId }) =>
      consultation.open(tx, personOf(caller).session, appointmentId),
    'consultation.openChart': (context, input) => charts.open(context, input),
    'consultation.suggest': async ({ tx, caller }, { text }) => {
      const { doctorId } = personOf(caller).session;
      if (doctorId === null) throw notFound('doctor');
      const own = await suggestionsFor(tx, doctorId, text);
      const listed = text === '' ? [] : await medicines.listedFor(tx, text);
      return { suggestions: withListed(own, listed) };
    },
    'consultation.save': (context, input) => prescriptions.save(context, input),
    'consultation.attach': (context, input) => prescriptions.attach(context, input),
    'consultation.sign': (context, input) => prescriptions.sign(context, input),
    'consultation.amend': (context, input) => prescriptions.amend(context, input),
    'consultation.void': (context, input) => prescriptions.void(context, input),
    'consultation.pageLayout': ({ tx, caller }, { id }) => {
      checkOwnLayout(personOf(caller).session, id);
      return layoutOf(tx, id);
    },
    'consultation.savePageLayout': (context, input) => saveLayout(context, input),
    'consultation.addAllergy': (context, input) => allergies.add(context, input),
    'consultation.removeAllergy': (context, input) => allergies.remove(context, input),
    'consultation.restoreAllergy': (context, input) => allergies.restore(context, input),
  };
}
