import type { QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { OutputOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import { callOptions } from '../../api/queries';
import { sendToPrinter } from '../printing/use-print';

/** Prints the sheet of somebody who has come to a doctor who writes by hand; only a trouble is worth a word. */
export async function printArrivalSheet(
  client: QueryClient,
  t: TFunction,
  visit: AppointmentDto,
): Promise<void> {
  const session = client.getQueryData<SessionDto | null>(callOptions('session.current', {}).queryKey);
  const doctors = client.getQueryData<OutputOf<'doctors.list'>>(callOptions('doctors.list', {}).queryKey);
  const isByHand = doctors?.some(({ id, onPaper }) => id === visit.doctorId && onPaper) ?? false;
  if (!isByHand || !session?.permissions.includes('paper.print')) return;
  await sendToPrinter(t, 'printing.visitSheet', { appointmentId: visit.id }, 'trouble');
}
