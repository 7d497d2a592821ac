import type { Role } from '../permissions/roles';

interface Signed {
  readonly roles: readonly Role[];
  readonly doctorId: number | null;
}

/** Whether somebody who may change visits may change this doctor's: reception every one's, a doctor their own. */
export function mayWriteColumn({ roles, doctorId }: Signed, column: number): boolean {
  return roles.includes('superadmin') || roles.includes('staff') || column === doctorId;
}

/** The doctor whose visits alone concern somebody who is nothing but a doctor; null for everyone else. */
export function onlyColumn({ roles, doctorId }: Signed): number | null {
  return roles.every((role) => role === 'doctor') ? doctorId : null;
}
