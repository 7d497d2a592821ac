import type { HandlersOf } from '#electron/ipc/context';
import {
  bringBackPatient,
  editPatient,
  getPatient,
  type PatientsDeps,
  registerPatient,
  removePatient,
} from './service';
import { onlyTouched } from './projection';
import { searchPatients } from './search';

/** The calls of area `patients`. */
export function patientsHandlers(deps: PatientsDeps): HandlersOf<'patients'> {
  return {
    'patients.search': ({ tx }, { text, after, limit }) => searchPatients(tx, text, after, limit),
    'patients.get': ({ tx }, { id }) => getPatient(tx, id),
    'patients.register': async (context, { fields }) => ({
      patient: await registerPatient(deps, context, fields),
    }),
    'patients.edit': (context, { changes, ...at }) =>
      editPatient(deps, context, at, onlyTouched(changes, changes)),
    'patients.remove': async (context, at) => ({ patient: await removePatient(context, at) }),
    'patients.bringBack': async (context, at) => ({ patient: await bringBackPatient(context, at) }),
  };
}
