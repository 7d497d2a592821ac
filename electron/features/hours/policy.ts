import { mayWriteColumn } from '#shared/domain/own-column';
import { Refusal } from '#shared/errors/app-error';
import type { Person } from '#electron/ipc/context';

/** Administrators and reception change every doctor's hours; someone who is only a doctor their own. */
export function checkMayChangeHours(person: Pick<Person, 'session'>, doctorId: number): void {
  if (!mayWriteColumn(person.session, doctorId))
    throw new Refusal({ code: 'FORBIDDEN', permission: 'hours.write' });
}

/** A holiday closes every column, so it is nobody's own. */
export function checkMayCloseClinic(person: Pick<Person, 'session'>): void {
  const { roles } = person.session;
  if (!roles.includes('superadmin') && !roles.includes('staff')) {
    throw new Refusal({ code: 'FORBIDDEN', permission: 'hours.write' });
  }
}
