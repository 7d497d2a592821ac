import { Refusal } from '#shared/errors/app-error';
import type { SessionDto } from '#shared/contract/session';
import type { VisitRow } from './repository';

/** One's own visits only; a superadmin reads any. */
export function checkMayRead({ roles, doctorId }: SessionDto, visit: Pick<VisitRow, 'doctor_id'>): void {
  if (roles.includes('superadmin') || visit.doctor_id === doctorId) return;
  throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.read' });
}

/** Nobody writes in another doctor's name, whatever else they may. @returns the doctor who writes */
export function checkMayWrite({ doctorId }: SessionDto, visit: Pick<VisitRow, 'doctor_id'>): number {
  if (doctorId !== null && visit.doctor_id === doctorId) return doctorId;
  throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' });
}
