import type { InputOf } from '#shared/contract/contract';

type Fields = InputOf<'patients.register'>['fields'];

/** What reception types of somebody of whom only this much is known. */
export function patientFields(known: Partial<Fields> & Pick<Fields, 'firstName'>): Fields {
  return {
    lastName: null,
    phone: null,
    contactEmail: null,
    birth: null,
    gender: null,
    guardian: null,
    oldFileNo: null,
    deskNotes: null,
    ...known,
  };
}
