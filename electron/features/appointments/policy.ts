import { mayWriteColumn } from '#shared/domain/own-column';
import { Refusal } from '#shared/errors/app-error';
import type { Permission } from '#shared/permissions/roles';
import type { Person } from '#electron/ipc/context';

export function may(person: Person, permission: Permission): boolean {
  return person.session.permissions.includes(permission);
}

/** Reception writes in every column; someone who is only a doctor writes in their own. */
export function checkMayWriteFor(person: Person, doctorIds: readonly number[]): void {
  if (doctorIds.some((id) => !mayWriteColumn(person.session, id))) {
    throw new Refusal({ code: 'FORBIDDEN', permission: 'appointment.write' });
  }
}
