import {
  insertVisits,
  lockDoctorsForMany,
  standingOfDoctors,
  standingOfPatients,
  withdrawVisits,
} from './features/appointments/bulk';
import type { ImportDeps } from './features/imports/parts';
import { identityOf, listedAs, putBackMedicines, putMedicines } from './features/medicines/list';
import { candidatesFor, insertPatients, removePatients, summariesOf } from './features/patients/bulk';
import { lockPatients } from './features/patients/merges-repository';

/** What bringing in files needs of patients, appointments and medicines: rows by the thousand. */
export function importParts(parts: Pick<ImportDeps, 'clock' | 'settings' | 'hours' | 'doctors'>): ImportDeps {
  return {
    ...parts,
    patients: {
      candidatesFor,
      summariesOf,
      insert: insertPatients,
      remove: removePatients,
      lock: lockPatients,
    },
    medicines: { identityOf, listedAs, put: putMedicines, putBack: putBackMedicines },
    visits: {
      ofDoctors: standingOfDoctors,
      ofPatients: standingOfPatients,
      insert: insertVisits,
      lockDoctors: lockDoctorsForMany,
      withdraw: withdrawVisits,
    },
  };
}
