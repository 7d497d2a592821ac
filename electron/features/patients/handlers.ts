import type { HandlersOf } from '#electron/ipc/context';
import { byNumber, familyOf, likelySame } from './finding';
import { getPatient } from './loading';
import { mergePatient, unmergePatient } from './merges';
import { onlyTouched } from './projection';
import { searchPatients } from './search';
import {
  archivePatient,
  bringBackPatient,
  editPatient,
  type PatientsDeps,
  registerPatient,
  removePatient,
} from './service';
import { glance, patientVisits } from './visits';

/** The calls of area `patients`. */
export function patientsHandlers(deps: PatientsDeps): HandlersOf<'patients'> {
  return {
    'patients.search': ({ tx }, { text, after, limit, removed }) =>
      searchPatients(tx, text, { after, limit, removed: removed ?? false }),
    'patients.get': ({ tx }, { id }) => getPatient(tx, id),
    'patients.byNumber': async ({ tx }, { number }) => ({ items: await byNumber(tx, number) }),
    'patients.family': async ({ tx }, { id }) => ({ items: await familyOf(tx, id) }),
    'patients.visits': ({ tx }, input) => patientVisits(deps, tx, input),
    'patients.glance': async ({ tx }, { ids }) => ({ items: await glance(deps, tx, ids) }),
    'patients.likely': async ({ tx }, { sketch, exceptId }) => ({
      items: await likelySame(deps, tx, sketch, exceptId),
    }),
    'patients.register': async (context, { fields }) => ({
      patient: await registerPatient(deps, context, fields),
    }),
    'patients.edit': (context, { changes, seen, ...at }) =>
      editPatient(deps, context, at, onlyTouched(changes, changes), seen),
    'patients.remove': async (context, at) => ({ patient: await removePatient(deps, context, at) }),
    'patients.bringBack': async (context, at) => ({ patient: await bringBackPatient(context, at) }),
    'patients.archive': async (context, at) => ({ patient: await archivePatient(deps, context, at, true) }),
    'patients.unarchive': async (context, at) => ({
      patient: await archivePatient(deps, context, at, false),
    }),
    'patients.merge': (context, { intoId, ...at }) => mergePatient(context, at, intoId),
    'patients.unmerge': (context, at) => unmergePatient(context, at),
  };
}
