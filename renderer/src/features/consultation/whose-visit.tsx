import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { doctorName, shortDay } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { useSession } from '../session/session';

/** Of which day the page is, and whose; nothing where it is one's own of today. */
export function WhoseVisit({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const session = useSession();
  const { byId } = useDoctors();
  const date = dateOf(visit.start);
  const doctor = byId.get(visit.doctorId);
  if (date === today && visit.doctorId === session?.doctorId) return null;
  return (
    <b>{t('chart.visitOf', { day: shortDay(date, locale), doctor: doctor ? doctorName(doctor) : '' })}</b>
  );
}
