import { useTranslation } from 'react-i18next';
import type { PatientId } from '#shared/values/ids';
import { useClinicNow } from '../../../app/clock';
import { twoDigits } from '../../../ui/format';
import { useDoctors } from '../doctors';
import type { Place } from '../store';
import { BookingForm } from './booking-form';
import type { BookingDraft } from './draft';
import { isWorthKeeping, useLeftDraft } from './draft';

interface Props {
  readonly place: Place | null;
  readonly patientId: PatientId | null;
}

/** Opens the form with what was left in it, at the place that was chosen now. */
export function BookingPanel({ place, patientId }: Props) {
  const { t } = useTranslation();
  const { all, byId } = useDoctors();
  const { today, minute } = useClinicNow();
  const left = useLeftDraft();
  const doctor = (place && byId.get(place.doctorId)) ?? all.find(({ deleted }) => !deleted);
  if (!doctor) return <p className="empty">{t('calendar.noDoctors')}</p>;
  if (left === undefined) return null;
  const soon = Math.min(Math.ceil(minute / 5) * 5, 1435);
  const restored = left !== null && isWorthKeeping(left) && patientId === null;
  const blank: BookingDraft = {
    booking: {
      doctorId: String(doctor.id),
      date: today,
      time: twoDigits(soon),
      length: String(doctor.defaultMinutes),
      patientId: null,
      type: '',
      reason: '',
      deskNotes: '',
    },
    search: '',
    registering: null,
  };
  return (
    <BookingForm
      initial={restored ? left : blank}
      blank={blank}
      restored={restored}
      place={place}
      patientId={patientId}
    />
  );
}
