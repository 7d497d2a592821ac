import { Refusal } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import type { VisitRow } from './repository';

/** What is not signed is its own doctor's; a superadmin sees it too. */
export function seesDrafts({ roles, doctorId }: SessionDto, visit: Pick<VisitRow, 'doctor_id'>): boolean {
  return roles.includes('superadmin') || visit.doctor_id === doctorId;
}

/** Nobody writes in another doctor's name, whatever else they may. @returns the doctor who writes */
export function checkMayWrite({ doctorId }: SessionDto, visit: Pick<VisitRow, 'doctor_id'>): number {
  if (doctorId !== null && visit.doctor_id === doctorId) return doctorId;
  throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' });
}
