import type { SessionDto } from '#shared/contract/session';
import { Refusal } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { type MeasuredVisit, isGranted } from './repository';

function forbidden(): Refusal {
  return new Refusal({ code: 'FORBIDDEN', permission: 'clinical.vitals' });
}

/** Whether somebody enters for every doctor; a doctor who is also of the staff does so only where it was granted. */
async function entersForAll(tx: ReadTx, { roles, adminId }: SessionDto): Promise<boolean> {
  if (roles.includes('superadmin')) return true;
  return roles.includes('staff') && adminId !== null && isGranted(tx, adminId);
}

/** A doctor measures in their own visits, whoever was granted it in everybody's. */
export async function mayEnter(tx: ReadTx, session: SessionDto, visit: MeasuredVisit): Promise<boolean> {
  return visit.doctor_id === session.doctorId || entersForAll(tx, session);
}

/** Refuses everybody else. */
export async function checkMayEnter(tx: ReadTx, session: SessionDto, visit: MeasuredVisit): Promise<void> {
  if (!(await mayEnter(tx, session, visit))) throw forbidden();
}

/** A doctor changes what was entered of their own patients; who only enters, what was measured today. */
export async function checkMayChange(
  tx: ReadTx,
  session: SessionDto,
  entry: { readonly isOfToday: boolean; readonly isOfOwnPatient: (doctorId: number) => Promise<boolean> },
): Promise<void> {
  const { doctorId, roles } = session;
  if (roles.includes('superadmin')) return;
  if (doctorId !== null && (await entry.isOfOwnPatient(doctorId))) return;
  if (entry.isOfToday && (await entersForAll(tx, session))) return;
  throw forbidden();
}
